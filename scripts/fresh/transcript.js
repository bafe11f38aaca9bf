import { stripVTControlCharacters } from 'node:util'

/**
 * Collects what was typed and what came back, as a reader of the repository may see it: addresses of other machines
 * and colours are left out.
 *
 * @param {{ print?: (line: string) => void }} [deps]
 */
export function createTranscript({ print = console.log } = {}) {
  /** @type {string[]} */
  const lines = []
  const add = (/** @type {string} */ line) => {
    const shown = withoutAddresses(line)
    lines.push(shown)
    print(shown)
  }
  return {
    add,
    command: (/** @type {string} */ typed) => add(`$ ${typed}`),
    text: () => `${lines.join('\n')}\n`,
  }
}

/** @param {string} line */
function withoutAddresses(line) {
  return stripVTControlCharacters(line)
    .replaceAll(/\bhttps?:\/\/(?!localhost\b|127\.0\.0\.1\b)[^\s'")]+/g, '<address>')
    .trimEnd()
}
