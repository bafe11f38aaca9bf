import { byId } from './dom.js'

/** What each part shows now, as text: a part is built again only when it would show something else. */
const shown = new Map()

/** Builds a part anew if what it shows has changed, and leaves the focus where it was. */
export function showPart(id, data, build) {
  const text = JSON.stringify(data)
  if (shown.get(id) === text) return
  shown.set(id, text)
  const part = byId(id)
  const focused = part.contains(document.activeElement) ? focusKey(document.activeElement) : undefined
  part.replaceChildren(...[build()].flat())
  if (focused === undefined) return
  const again = [...part.querySelectorAll('button, select, input')].find(
    (control) => focusKey(control) === focused,
  )
  // A button that did its work is gone: the reader goes on from the part that it stood in.
  if (again !== undefined) return again.focus({ preventScroll: true })
  part.tabIndex = -1
  part.focus({ preventScroll: true })
}

/** Shows a number beside a section's name in the navigation; nothing for none. */
export function showCount(id, count) {
  const badge = byId(`count-${id}`)
  const text = count === 0 ? '' : String(count)
  if (badge.textContent !== text) badge.textContent = text
}

function focusKey(control) {
  return control.id || control.ariaLabel || undefined
}
