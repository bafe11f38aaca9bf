/** Fills the control page from the control API and asks again every two seconds while the page is looked at. */

const refreshMs = 2000
const status = byId('status')
const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'short', timeStyle: 'medium' })
const clockTime = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' })

/** What each part shows now, as text: a part is built again only when it would show something else. */
const shown = new Map()
let wasReachable = true

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('button[data-action]') : null
  if (button instanceof HTMLButtonElement) void act(button.dataset)
})
document.addEventListener('change', (event) => {
  const select = event.target
  if (!(select instanceof HTMLSelectElement)) return
  void send('switches', { [select.name]: JSON.parse(select.value) }, `${select.name} is ${select.value}`)
})
document.addEventListener('visibilitychange', () => void refresh())
setInterval(() => void refresh(), refreshMs)
await refresh()
if (wasReachable) status.textContent = 'Up to date'

function act({ action, id, client, ms }) {
  switch (action) {
    case 'revoke':
      return send('tokens/revoke', { tokenId: id }, `${id} is revoked`)
    case 'uninstall':
      return send(`workspaces/${id}/uninstall`, { clientId: client }, `${client} is uninstalled from ${id}`)
    case 'advance':
      return send('clock', { advanceMs: Number(ms) }, `The clock went on by ${Number(ms) / 60_000} minutes`)
    case 'reset':
      return send('reset', {}, 'Everything is as at the start')
  }
}

async function send(path, body, done) {
  try {
    const answer = await fetch(`/_emulator/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    status.textContent = answer.ok ? done : `That did not work: ${(await answer.json()).message}`
  } catch {
    status.textContent = 'The emulator is not answering'
  }
  await refresh()
}

async function refresh() {
  if (document.hidden) return
  try {
    const [state, log] = await Promise.all([read('state'), read('requests')])
    render(state, log)
    if (!wasReachable) status.textContent = 'The emulator is answering again'
    wasReachable = true
  } catch {
    wasReachable = false
    status.textContent = 'The emulator is not answering'
  }
}

async function read(path) {
  const answer = await fetch(`/_emulator/${path}`)
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return answer.json()
}

function render(state, log) {
  const { nowMs, counters, workspaces, tokens, apps, switches, switchCatalogue, faults } = state
  const seconds = Math.floor(nowMs / 1000)
  show('numbers', [seconds, counters], () =>
    [
      ['Clock', time.format(nowMs)],
      ['Token exchanges', counters.tokenExchanges],
      ['Codes exchanged', counters.codesExchanged],
      ['Who-am-I calls', counters.me],
      ['Uninstalls by apps', counters.uninstalls],
    ].map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))),
  )
  show('workspaces', [workspaces, tokens], () =>
    workspaces.map((workspace) => workspaceCard(workspace, { tokens, apps })),
  )
  show('requests', log.requests, () => [requestTable(log.requests.slice(-100).reverse())])
  show('switches', switches, () =>
    Object.entries(switchCatalogue).map(([name, { about, values }]) =>
      element(
        'div',
        { className: 'switch' },
        element('label', { htmlFor: `switch-${name}` }, about, element('code', { className: 'quiet' }, name)),
        switchSelect(name, values, switches[name]),
      ),
    ),
  )
  show('faults', faults, () => [faultList(faults)])
}

function workspaceCard(workspace, { tokens, apps }) {
  const appName = (clientId) => apps.find((app) => app.clientId === clientId)?.name ?? clientId
  const installs = workspace.installs.map(({ clientId }) =>
    element(
      'li',
      { className: 'row' },
      element('span', {}, appName(clientId)),
      actionButton('Uninstall', {
        action: 'uninstall',
        id: workspace.id,
        client: clientId,
        label: `Uninstall ${appName(clientId)} from ${workspace.name}`,
      }),
    ),
  )
  const admins = workspace.admins.map((admin) => {
    const own = tokens.filter((token) => token.workspaceId === workspace.id && token.adminId === admin.id)
    return element(
      'li',
      {},
      element('span', { className: 'admin-name' }, element('bdi', {}, admin.name)),
      element(
        'span',
        { className: 'quiet address' },
        `${admin.email}${admin.emailVerified ? '' : ' · not verified'}`,
      ),
      own.length > 0 && element('ul', { className: 'tokens' }, ...own.map((token) => tokenRow(token, admin))),
    )
  })
  return element(
    'article',
    { className: 'card' },
    element('h3', {}, workspace.name),
    element(
      'p',
      { className: 'quiet' },
      `${workspace.region.toUpperCase()} · `,
      element('code', {}, workspace.id),
    ),
    element('h4', {}, 'Installed apps'),
    installs.length > 0
      ? element('ul', { className: 'plain' }, ...installs)
      : element('p', { className: 'quiet' }, 'None yet'),
    element('h4', {}, 'Admins and their tokens'),
    element('ul', { className: 'plain admins-list' }, ...admins),
  )
}

function tokenRow(token, admin) {
  return element(
    'li',
    { className: 'row' },
    element(
      'span',
      {},
      element('code', {}, token.id),
      ' ',
      element('span', { className: `mark ${token.status}` }, token.status),
      element('span', { className: 'quiet' }, ` ${token.clientId}`),
    ),
    token.status === 'active' &&
      actionButton('Revoke', {
        action: 'revoke',
        id: token.id,
        label: `Revoke ${token.id} of ${admin.name}`,
      }),
  )
}

function requestTable(requests) {
  if (requests.length === 0) return element('p', { className: 'quiet' }, 'None yet')
  const headings = ['Time', 'Request', 'Host', 'Status', 'Took'].map((text) =>
    element('th', { scope: 'col' }, text),
  )
  const rows = requests.map((request) =>
    element(
      'tr',
      {},
      element(
        'td',
        {},
        element('time', { dateTime: new Date(request.atMs).toISOString() }, clockTime.format(request.atMs)),
      ),
      element('td', {}, element('code', {}, `${request.method} ${request.path}`)),
      element('td', {}, request.host),
      element('td', {}, request.status ?? 'no answer'),
      element('td', {}, request.durationMs === null ? '' : `${request.durationMs} ms`),
    ),
  )
  return element(
    'table',
    {},
    element('thead', {}, element('tr', {}, ...headings)),
    element('tbody', {}, ...rows),
  )
}

function switchSelect(name, values, current) {
  const options = values.map((value, index) =>
    element(
      'option',
      { value: JSON.stringify(value), selected: value === current },
      index === 0 ? `${value} (default)` : value,
    ),
  )
  return element('select', { id: `switch-${name}`, name }, ...options)
}

function faultList(faults) {
  if (faults.length === 0) {
    return element('p', { className: 'quiet' }, 'None. Programs add them with POST /_emulator/faults.')
  }
  const rows = faults.map(({ fault, remaining }) =>
    element(
      'li',
      {},
      element('code', {}, fault.route),
      ` ${fault.kind}, ${remaining === null ? 'until a reset' : `${remaining} more`}`,
    ),
  )
  return element('ul', { className: 'plain' }, ...rows)
}

function actionButton(text, { label, ...data }) {
  const button = element('button', { className: 'button small', type: 'button', ariaLabel: label }, text)
  Object.assign(button.dataset, data)
  return button
}

/** Builds a part anew if what it shows has changed, and leaves the focus where it was. */
function show(id, data, build) {
  const text = JSON.stringify(data)
  if (shown.get(id) === text) return
  shown.set(id, text)
  const part = byId(id)
  const focused = part.contains(document.activeElement) ? focusKey(document.activeElement) : undefined
  part.replaceChildren(...build())
  if (focused === undefined) return
  const again = [...part.querySelectorAll('button, select')].find((control) => focusKey(control) === focused)
  // A button that did its work is gone: the reader goes on from the part that it stood in.
  if (again instanceof HTMLElement) return again.focus()
  part.tabIndex = -1
  part.focus()
}

function focusKey(control) {
  return control.id || control.ariaLabel || undefined
}

function byId(id) {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`The page has no #${id}`)
  return found
}

/** Text goes in as text, never as markup. */
function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties)
  made.append(
    ...children
      .filter((child) => child !== false)
      .map((child) => (child instanceof Node ? child : String(child))),
  )
  return made
}
