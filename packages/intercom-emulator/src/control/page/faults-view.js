import { actionButton, code, element, emptyNote, plural, quiet, table } from './dom.js'
import { showCount, showPart } from './show-part.js'

/** Said elsewhere in the row, or not worth saying. */
const unsaid = new Set(['route', 'kind', 'count', 'skip', 'rate'])

/** The faults that wait for requests, each with a way to remove it. */
export function showFaults({ faults }) {
  showCount('faults', faults.length)
  showPart('faults-list', faults, () =>
    faults.length === 0
      ? emptyNote('None is waiting: every route answers as it should.')
      : table('Waiting faults', ['Fault', 'Route', 'Struck', 'Still to strike', ''], faults.map(faultRow)),
  )
}

function faultRow({ id, fault, remaining, skipsLeft, struck }) {
  const settings = Object.entries(fault)
    .filter(([name, value]) => !unsaid.has(name) && !isNothing(value))
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
  const often = [
    remaining === null ? 'until removed' : String(remaining),
    fault.rate < 1 && `at a chance of ${Math.round(fault.rate * 1000) / 10} %`,
    skipsLeft > 0 && `after ${plural(skipsLeft, 'request')}`,
  ].filter(Boolean)
  return [
    element('div', {}, element('strong', {}, fault.kind), element('br'), quiet(settings.join(' · '))),
    code([fault.route].flat().join(', ')),
    String(struck),
    often.join(', '),
    actionButton('Remove', { action: 'remove-fault', id, label: `Remove ${id}, ${fault.kind}` }),
  ]
}

function isNothing(value) {
  return value === 0 || value === 'skipped' || (typeof value === 'object' && Object.keys(value).length === 0)
}
