import { showApps } from './apps-view.js'
import { ask, post, problemOf } from './control-api.js'
import { byId, plural } from './dom.js'
import { startFaultForm } from './fault-form.js'
import { showFaults } from './faults-view.js'
import { offerHolders } from './holder-choices.js'
import { showNotices, startNoticeForms } from './notices-view.js'
import { showOverview } from './overview-view.js'
import { startRequestsView } from './requests-view.js'
import { followSections } from './sections-nav.js'
import { showSwitches } from './switches-view.js'
import { showWorkspaces } from './workspaces-view.js'

/** Fills the control page from the control API: requests as they come, the rest every two seconds while it is looked at. */

const refreshMs = 2000
let wasReachable = true

const actions = {
  revoke: ({ id }) => act(() => post('tokens/revoke', { tokenId: id }), `${id} is revoked`),
  'revoke-all': ({ workspace, admin }) =>
    act(
      () => post('tokens/revoke', { workspaceId: workspace, adminId: admin }),
      `Every token of ${admin} in ${workspace} is revoked`,
    ),
  uninstall: ({ id, client }) =>
    act(
      () => post(`workspaces/${id}/uninstall`, { clientId: client }),
      `${client} is uninstalled from ${id}`,
    ),
  advance: ({ ms }) =>
    act(() => post('clock', { advanceMs: Number(ms) }), `The clock went on by ${durationText(Number(ms))}`),
  reset: ({ only }) =>
    act(
      () => post('reset', only === undefined ? {} : { only }),
      resetDone[only] ?? 'Everything is as at the start',
    ),
  'remove-fault': ({ id }) => act(() => ask(`faults/${id}`, { method: 'DELETE' }), `${id} is removed`),
}
const resetDone = {
  clock: 'The clock shows the computer’s time',
  faults: 'No fault is waiting',
  requests: 'The list of requests is empty',
  switches: 'Every switch is at its default',
  rateLimits: 'The rate limits are Intercom’s own',
}

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('button[data-action]') : null
  if (button !== null) void actions[button.dataset.action]?.(button.dataset)
})
document.addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLSelectElement) || target.dataset.change !== 'switch') return
  const { name, value } = target
  void act(() => post('switches', { [name]: JSON.parse(value) }), `${name} is ${JSON.parse(value)}`)
})
byId('limits-form').addEventListener('submit', (event) => {
  event.preventDefault()
  const { appPerMinute, workspacePerMinute } = event.target.elements
  const limits = {
    appPerMinute: Number(appPerMinute.value),
    workspacePerMinute: Number(workspacePerMinute.value),
  }
  void act(() => post('rate-limits', limits), 'The rate limits are changed')
})
document.addEventListener('visibilitychange', () => void refresh())
setInterval(() => void refresh(), refreshMs)

followSections()
startRequestsView()
startNoticeForms({
  onDone: async (text) => {
    await refresh()
    say(text)
  },
})
await Promise.all([
  refresh(),
  startFaultForm({
    onAdded: async ({ id, fault }) => {
      await refresh()
      say(`${id} waits: ${fault.kind}`)
    },
  }),
])
if (wasReachable) say('Up to date')

async function act(call, done) {
  try {
    await call()
    say(done)
  } catch (error) {
    say(problemOf(error), { isProblem: true })
  }
  await refresh()
}

async function refresh() {
  if (document.hidden) return
  try {
    const state = await ask('state')
    showOverview(state)
    showWorkspaces(state)
    showApps(state)
    showFaults(state)
    showSwitches(state)
    offerHolders(state)
    await showNotices(state)
    if (!wasReachable) say('The emulator is answering again')
    wasReachable = true
  } catch (error) {
    wasReachable = false
    say(problemOf(error), { isProblem: true })
  }
}

/** In the largest unit that leaves no rest. */
function durationText(ms) {
  const units = [
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
  ]
  const [name, unitMs] = units.find(([, size]) => ms % size === 0) ?? units.at(-1)
  return plural(ms / unitMs, name)
}

function say(text, { isProblem = false } = {}) {
  const status = byId('status')
  status.textContent = text
  status.classList.toggle('is-problem', isProblem)
}
