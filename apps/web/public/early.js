// Runs before the first paint, as a file of its own because the content security policy refuses inline scripts.
;(() => {
  const page = document.documentElement
  const read = (key) => {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  }

  page.dataset.js = ''
  const theme = read('latchkey.theme')
  if (theme === 'light' || theme === 'dark') page.dataset.theme = theme

  // What to show until the app answers: the connect page works without it, but it would be wrong for a person who
  // was connected a moment ago, or who comes back from Intercom.
  const isStart = location.pathname === '/' || location.pathname === '/connections'
  const isPlain = isStart && !location.search
  page.dataset.boot = isPlain && read('latchkey.was-connected') === null ? 'static' : 'loading'

  // Back from Intercom: the loading page says so.
  if (/[?&](connected|connect_error)=/.test(location.search)) page.dataset.returning = ''

  // If the app never starts, the connect page is better than a skeleton.
  const giveUp = () => {
    if (page.dataset.app === undefined) page.dataset.boot = 'static'
  }
  setTimeout(giveUp, 8000)
  addEventListener('error', (event) => event.target instanceof HTMLScriptElement && giveUp(), true)

  // One click on the static form, one flow.
  document.addEventListener('submit', (event) => {
    if (!(event.target instanceof Element) || event.target.closest('#static-page') === null) return
    if (page.dataset.leaving !== undefined) event.preventDefault()
    page.dataset.leaving = ''
    // Whoever stopped the browser on the way may press again.
    setTimeout(() => delete page.dataset.leaving, 5000)
  })
  addEventListener('pageshow', () => delete page.dataset.leaving)
})()
