// Right-to-left letters, and the controls that change direction. Without one of these there is nothing to isolate.
const turnsAround =
  /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}/u

/**
 * Wraps a foreign text so that its writing direction cannot reorder what stands around it, for places that take no
 * markup: page titles, labels and announcements. In markup, `<bdi>` does the same.
 *
 * @see Unicode Bidirectional Algorithm, first strong isolate
 */
export function isolate(text: string): string {
  return turnsAround.test(text) ? `\u2068${text}\u2069` : text
}

/** Up to two initials for an avatar; letters and digits only, whole characters, `?` when there is none. */
export function initials(name: string): string {
  const words = name.split(/[^\p{Letter}\p{Number}]+/u).filter((word) => word !== '')
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words
  const letters = picked.map((word) => Array.from(word ?? '')[0] ?? '').join('')
  return letters === '' ? '?' : letters.toLocaleUpperCase('en')
}
