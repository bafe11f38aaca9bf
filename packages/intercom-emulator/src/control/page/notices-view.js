import { ask, post, problemOf } from './control-api.js'
import { byId, code, element, emptyNote, table } from './dom.js'
import { showCount, showPart } from './show-part.js'

/** More than anyone reads; the control API has the others. */
const deliveriesShown = 100

const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' })
const settingNames = ['webhooksUrl', 'uninstallUrl', 'healthUrl']

let isInView = false
/** What the settings form shows, as text; it is filled again only when that changes and nobody is typing. */
let shownSettings = ''
let isEdited = false

/** Wires the forms; `onDone` is told in a sentence what was done. */
export function startNoticeForms({ onDone }) {
  const settings = byId('notice-settings')
  settings.addEventListener('input', ({ target }) => {
    isEdited = target.name !== 'clientId'
    shownSettings = isEdited ? shownSettings : ''
  })
  onSubmit(settings, async () => {
    const { clientId, topics } = settings.elements
    const addresses = settingNames.map((name) => [name, settings.elements[name].value.trim() || null])
    await post('notices', {
      clientId: clientId.value,
      topics: topics.value
        .split(',')
        .map((topic) => topic.trim())
        .filter((topic) => topic !== ''),
      ...Object.fromEntries(addresses),
    })
    isEdited = false
    await onDone(`The notices of ${clientId.value} are set`)
  })
  const send = byId('notice-send')
  onSubmit(send, async ({ submitter }) => {
    const { clientId, workspaceId, topic, count, duplicates, signature, shuffled } = send.elements
    const place = { clientId: clientId.value, workspaceId: workspaceId.value }
    if (submitter?.value === 'health') {
      const { conclusion } = await post('health', place)
      return onDone(`Health: ${conclusionText(conclusion)}`)
    }
    const { deliveries } = await post('webhooks', {
      ...place,
      topic: topic.value.trim(),
      count: Number(count.value),
      duplicates: Number(duplicates.value),
      signature: signature.value,
      shuffled: shuffled.checked,
    })
    await onDone(`${deliveries.length} sent: ${countBy(deliveries, deliveryText)}`)
  })
  new IntersectionObserver(([entry]) => {
    isInView = entry.isIntersecting
  }).observe(byId('notices'))
}

/** Shows each app's subscription and health, its settings in the form, and the deliveries while they are looked at. */
export async function showNotices({ notices }) {
  showCount('notices', notices.filter(({ webhooksUrl }) => webhooksUrl !== null).length)
  showPart('notices-state', notices, () =>
    table(
      'Notices of each app',
      ['App', 'Webhooks', 'Address check', 'Health'],
      notices.map(({ clientId, subscription, addressCheck, health }) => [
        code(clientId),
        subscriptionMark(subscription),
        addressCheck === 'none' ? 'not asked' : `HEAD: ${addressCheck}`,
        health.length === 0
          ? 'not asked'
          : health.map(({ workspaceId, conclusion }) =>
              element('div', {}, code(workspaceId), ` ${conclusionText(conclusion)}`),
            ),
      ]),
    ),
  )
  fillSettings(notices)
  if (!isInView) return
  const { deliveries } = await ask('deliveries')
  const newest = deliveries.slice(-deliveriesShown).toReversed()
  showPart('deliveries-list', newest, () =>
    newest.length === 0
      ? emptyNote('Nothing was sent yet.')
      : table('Deliveries', ['Made', 'What', 'To', 'Status', 'Tries'], newest.map(deliveryRow)),
  )
}

function fillSettings(notices) {
  const form = byId('notice-settings')
  const app = notices.find(({ clientId }) => clientId === form.elements.clientId.value)
  if (app === undefined || isEdited) return
  const text = JSON.stringify([app.clientId, app.topics, ...settingNames.map((name) => app[name])])
  if (text === shownSettings) return
  shownSettings = text
  form.elements.topics.value = app.topics.join(', ')
  for (const name of settingNames) form.elements[name].value = app[name] ?? ''
  byId('send-topics').replaceChildren(...['ping', ...app.topics].map((value) => element('option', { value })))
}

function deliveryRow({ createdAtMs, kind, topic, clientId, workspaceId, status, reason, attempts }) {
  const mark = { delivered: 'good', waiting: '', not_sent: '' }[status] ?? 'bad'
  return [
    element('time', { dateTime: new Date(createdAtMs).toISOString() }, time.format(createdAtMs)),
    code(topic ?? kind),
    element('span', {}, code(workspaceId), ` ${clientId}`),
    element('span', { className: `mark ${mark}` }, deliveryText({ status, reason })),
    attempts.map(({ result }) => String(result)).join(', '),
  ]
}

function deliveryText({ status, reason }) {
  return reason === undefined ? status : `${words(status)}: ${words(reason)}`
}

function subscriptionMark({ kind, untilMs }) {
  const mark = { live: 'good', off: '' }[kind] ?? 'bad'
  const until = untilMs === undefined ? '' : ` until ${time.format(untilMs)}`
  return element('span', { className: `mark ${mark}` }, `${kind}${until}`)
}

/** Of whatever a conclusion holds only its plain values, in the order in which they stand. */
function conclusionText(conclusion) {
  return Object.values(conclusion)
    .filter((value) => typeof value !== 'object')
    .map((value) => words(String(value)))
    .join(', ')
}

function countBy(items, textOf) {
  return [...Map.groupBy(items, textOf)].map(([text, group]) => `${group.length} ${text}`).join(', ')
}

const words = (text) => text.replaceAll('_', ' ')

function onSubmit(form, work) {
  const problem = form.querySelector('.problem')
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void run(event)
  })

  async function run(event) {
    try {
      await work(event)
      problem.hidden = true
    } catch (error) {
      problem.textContent = problemOf(error)
      problem.hidden = false
    }
  }
}
