/**
 * Shows the live page in place of the one that `index.html` holds; returns whether this call did so. Does nothing
 * the second time, and nothing while the static form is on its way to Intercom: the browser is leaving anyway.
 */
export function takeOver(): boolean {
  const page = document.documentElement
  if (page.dataset.boot === 'live' || page.dataset.leaving !== undefined) return false
  const focused = document.activeElement
  const words = focused?.closest('#static-page') ? focused.textContent : undefined
  page.dataset.boot = 'live'
  delete page.dataset.returning
  document.getElementById('static-page')?.remove()
  document.getElementById('loading-page')?.remove()
  const same = Array.from(document.querySelectorAll<HTMLElement>('#root button, #root a')).find(
    (element) => element.textContent === words,
  )
  same?.focus()
  return true
}

/** Tells `early.js` that the app runs, so that it does not fall back to the static page. */
export function appStarted(): void {
  document.documentElement.dataset.app = ''
}
