/** Makes an element. Text goes in as text, never as markup; `false`, `null` and `undefined` are left out. */
export function element(name, properties = {}, ...children) {
  const { dataset = {}, ...others } = properties
  const made = Object.assign(document.createElement(name), others)
  Object.assign(made.dataset, dataset)
  made.append(
    ...children
      .flat()
      .filter((child) => child !== false && child !== null && child !== undefined)
      .map((child) => (child instanceof Node ? child : String(child))),
  )
  return made
}

export function byId(id) {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`The page has no #${id}`)
  return found
}

/** A button that `control-page.js` acts on by its data. `label` says whom it is about, for those who do not see it. */
export function actionButton(text, { label, ...dataset }) {
  return element('button', { className: 'button', type: 'button', ariaLabel: label, dataset }, text)
}

export const code = (text) => element('code', {}, text)
export const quiet = (...children) => element('span', { className: 'quiet' }, ...children)
/** A name that a person chose, which may run from right to left. */
export const personal = (text) => element('bdi', {}, text)

/** A note in place of a list that has nothing in it. */
export const emptyNote = (...children) => element('p', { className: 'empty' }, ...children)

/**
 * A table whose cells know their heading: on a narrow screen each row becomes a list of them. The roles are said because
 * a table that is laid out otherwise is none any more to a screen reader.
 */
export function table(caption, headings, rows) {
  return element(
    'table',
    { className: 'stacking', role: 'table' },
    element('caption', { className: 'hidden-text' }, caption),
    element(
      'thead',
      { role: 'rowgroup' },
      element(
        'tr',
        { role: 'row' },
        ...headings.map((heading) => element('th', { scope: 'col', role: 'columnheader' }, heading)),
      ),
    ),
    element(
      'tbody',
      { role: 'rowgroup' },
      ...rows.map((cells) =>
        element(
          'tr',
          { role: 'row' },
          ...cells.map((cell, index) =>
            element('td', { role: 'cell', dataset: { heading: headings[index] } }, element('div', {}, cell)),
          ),
        ),
      ),
    ),
  )
}

export function plural(count, one, many = `${one}s`) {
  return `${wholeNumber.format(count)} ${count === 1 ? one : many}`
}

export const wholeNumber = new Intl.NumberFormat(undefined)
