import { code, element } from './dom.js'
import { showCount, showPart } from './show-part.js'

/** Every switch with its choices, the default first; what differs from it is marked. */
export function showSwitches({ switches, switchCatalogue }) {
  const entries = Object.entries(switchCatalogue)
  showCount('switches', entries.filter(([name, { values }]) => switches[name] !== values[0]).length)
  showPart('switches-list', switches, () =>
    entries.map(([name, { about, values }]) =>
      element(
        'div',
        { className: 'switch' },
        element(
          'label',
          { htmlFor: `switch-${name}` },
          about,
          element(
            'span',
            { className: 'switch-name' },
            code(name),
            switches[name] !== values[0] && element('span', { className: 'mark warn' }, 'changed'),
          ),
        ),
        select(name, { values, current: switches[name] }),
      ),
    ),
  )
}

function select(name, { values, current }) {
  const options = values.map((value, index) =>
    element(
      'option',
      { value: JSON.stringify(value), selected: value === current },
      index === 0 ? `${value} (default)` : value,
    ),
  )
  return element('select', { id: `switch-${name}`, name, dataset: { change: 'switch' } }, ...options)
}
