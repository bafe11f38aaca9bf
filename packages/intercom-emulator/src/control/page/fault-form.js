import { ask, post, problemOf } from './control-api.js'
import { byId, element } from './dom.js'

/**
 * Fills the form that adds a fault: the kinds, their own settings and the routes come from the control API, so that
 * the page knows every kind that the emulator does.
 */
export async function startFaultForm({ onAdded }) {
  const { kinds, routes, hosts } = await ask('faults')
  const form = byId('fault-form')
  const { kind, route, host } = form.elements
  kind.replaceChildren(
    ...kinds.map((one) => element('option', { value: one.kind }, `${one.kind}: ${one.about}`)),
  )
  host.append(...hosts.map((name) => element('option', { value: name }, name)))
  byId('fault-routes').replaceChildren(
    ...['*', 'GET *', 'POST *', ...routes].map((value) => element('option', { value })),
  )
  const chosen = () => kinds.find((one) => one.kind === kind.value)
  const showKind = () => {
    const { fields, route: onlyRoute } = chosen()
    byId('fault-fields').replaceChildren(...fields.map(fieldControl))
    route.readOnly = onlyRoute !== null
    if (onlyRoute !== null) route.value = onlyRoute
  }
  kind.value = 'status'
  kind.addEventListener('change', showKind)
  showKind()

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void add()
  })

  async function add() {
    const problem = byId('fault-problem')
    try {
      const added = await post('faults', readFault(form, chosen().fields))
      problem.hidden = true
      await onAdded(added)
    } catch (error) {
      problem.textContent = error instanceof SyntaxError ? error.message : problemOf(error)
      problem.hidden = false
    }
  }
}

function fieldControl(field) {
  const id = `fault-field-${field.name}`
  const label = element('label', { htmlFor: id }, wordsOf(field.name), unitOf(field))
  return element('div', { className: 'field', dataset: { type: field.type } }, label, control(field, id))
}

function control({ name, type, required, choices, minimum, maximum, default: standard }, id) {
  const common = { id, name: `own-${name}`, required }
  if (type === 'choice') {
    const options = choices.map((choice) => element('option', { value: choice }, choice))
    return Object.assign(element('select', common, ...options), { value: standard ?? choices[0] })
  }
  if (type === 'json') {
    const placeholder = standard === undefined ? '' : JSON.stringify(standard)
    return element('input', { ...common, type: 'text', className: 'mono', placeholder, spellcheck: false })
  }
  const range = minimum === undefined || maximum === undefined ? '' : `${minimum} to ${maximum}`
  const placeholder = standard === undefined ? range : String(standard)
  if (type === 'text') return element('input', { ...common, type: 'text', placeholder })
  const input = element('input', { ...common, type: 'number', step: 1, placeholder })
  if (minimum !== undefined) input.min = minimum
  if (maximum !== undefined) input.max = maximum
  return input
}

/** Leaves out what was left empty: the emulator has a default for it. @throws SyntaxError for wrong JSON */
function readFault(form, fields) {
  const { kind, route, host, workspaceId, clientId, count, skip, chance, latencyMs, jitterMs } = form.elements
  const routes = route.value.split(',').map((one) => one.trim())
  const own = fields.map((field) => [field.name, readField(form.elements[`own-${field.name}`], field)])
  const fault = {
    kind: kind.value,
    route: routes.length === 1 ? routes[0] : routes,
    host: host.value || undefined,
    workspaceId: workspaceId.value || undefined,
    clientId: clientId.value || undefined,
    count: count.value === '' ? null : Number(count.value),
    skip: numberIn(skip),
    rate: chance.value === '' ? undefined : Number(chance.value) / 100,
    latencyMs: numberIn(latencyMs),
    jitterMs: numberIn(jitterMs),
  }
  return { ...fault, ...Object.fromEntries(own) }
}

const numberIn = (input) => (input.value === '' ? undefined : Number(input.value))

function readField(input, { name, type, choices }) {
  if (input.value === '') return undefined
  if (type === 'number') return Number(input.value)
  if (type === 'choice') return choices.find((choice) => String(choice) === input.value)
  if (type === 'text') return input.value
  try {
    return JSON.parse(input.value)
  } catch {
    throw new SyntaxError(`“${wordsOf(name)}” is not JSON.`)
  }
}

/** `bytesPerSecond` as `bytes per second`. */
function wordsOf(name) {
  const words = name.replace(/Ms$/, '').replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return words[0].toUpperCase() + words.slice(1)
}

function unitOf({ name, type }) {
  if (name.endsWith('Ms')) return ' (ms)'
  return type === 'json' ? ' (JSON)' : ''
}
