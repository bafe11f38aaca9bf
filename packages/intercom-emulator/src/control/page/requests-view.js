import { byId, code, element, plural } from './dom.js'

/** More rows than anyone reads; older ones make room. */
const rowsMax = 300

const clockTime = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium', hourCycle: 'h23' })

/** Shows requests as the emulator tells of them: one row changes or is added, the others stay as they are. */
export function startRequestsView() {
  const body = byId('request-rows')
  const { text, status } = byId('request-filter').elements
  const pause = byId('request-pause')
  const rows = new Map()
  /** What came while the page was paused. */
  const waiting = new Map()
  let paused = false

  const stream = new EventSource('/_emulator/requests/stream')
  // Each stream begins with all that is remembered, by an emulator that may be another one.
  stream.addEventListener('open', clear)
  stream.addEventListener('cleared', clear)
  stream.addEventListener('requests', ({ data }) => {
    const requests = JSON.parse(data)
    if (!paused) return showAll(requests)
    for (const request of requests) waiting.set(request.number, request)
    showPause()
  })
  pause.addEventListener('click', () => {
    paused = !paused
    if (!paused) {
      showAll(waiting.values())
      waiting.clear()
    }
    showPause()
  })
  for (const control of [text, status]) control.addEventListener('input', filterAll)
  byId('request-filter').addEventListener('submit', (event) => event.preventDefault())

  function showAll(requests) {
    for (const request of requests) show(request)
    for (const oldest of [...rows.keys()].slice(0, Math.max(0, rows.size - rowsMax))) {
      rows.get(oldest).line.remove()
      rows.delete(oldest)
    }
    showSummary()
  }

  function show(request) {
    const known = rows.get(request.number)
    const line = requestRow(request)
    line.hidden = !matches(request)
    if (known === undefined) body.prepend(line)
    else known.line.replaceWith(line)
    rows.set(request.number, { request, line })
  }

  function matches(request) {
    const wanted = text.value.trim().toLowerCase()
    const named = [request.method, request.path, request.workspaceId, request.clientId, request.fault?.kind]
    return (
      (status.value === '' || status.value === statusClass(request.status)) &&
      named.join(' ').toLowerCase().includes(wanted)
    )
  }

  function filterAll() {
    for (const { request, line } of rows.values()) line.hidden = !matches(request)
    showSummary()
  }

  function showSummary() {
    const shown = [...rows.values()].filter(({ line }) => !line.hidden).length
    byId('request-summary').textContent =
      shown === rows.size ? plural(rows.size, 'request') : `${shown} of ${plural(rows.size, 'request')}`
    const empty = byId('request-empty')
    empty.hidden = shown > 0
    empty.textContent =
      rows.size === 0
        ? 'No request yet. They show here the moment an app asks something.'
        : 'No request matches the filter.'
  }

  function showPause() {
    pause.setAttribute('aria-pressed', String(paused))
    pause.textContent =
      paused && waiting.size > 0 ? `Go on (${waiting.size} new)` : paused ? 'Go on' : 'Pause'
  }

  function clear() {
    rows.clear()
    waiting.clear()
    body.replaceChildren()
    showSummary()
    showPause()
  }
}

function requestRow(request) {
  const { atMs, method, path, host, status, durationMs, fault, workspaceId, clientId } = request
  const cell = (className, ...children) => element('td', { className }, ...children)
  return element(
    'tr',
    { title: `Request id ${request.id}` },
    cell('', element('time', { dateTime: new Date(atMs).toISOString() }, clockTime.format(atMs))),
    cell(
      'request-what',
      element('code', {}, element('b', {}, method), ` ${host === 'routing' ? '' : `/${host}`}${path}`),
      fault !== null && element('span', { className: 'mark warn' }, `fault: ${fault.kind}`),
    ),
    cell('', element('span', { className: `status-mark s${statusClass(status)}` }, status ?? 'no answer')),
    cell('wide-only number', durationMs === null ? '' : `${durationMs} ms`),
    cell('wide-only', workspaceId !== null && code(workspaceId), clientId !== null && ` ${clientId}`),
    cell('wide-only number', request.apiVersion),
    cell('wide-only number', request.rateLimitRemaining),
  )
}

/** `2` to `5`, or `none` while, or where, there is no answer. */
function statusClass(status) {
  return status === null ? 'none' : String(status)[0]
}
