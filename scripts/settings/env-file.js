import { existsSync, readFileSync } from 'node:fs'
import { PlainFailure } from '../console/plain-failure.js'

/**
 * Reads `.env` text.
 *
 * One `NAME=value` a line; spaces around name and value do not count; `export ` in front is allowed. A line that is
 * empty or starts with `#` is skipped. A value may stand in single or double quotes, and then may be followed by
 * a comment; without quotes, ` #` (a space, then a hash) starts one. Nothing is expanded, and a backslash is a
 * backslash: what is written is what is meant. The last of two lines with one name counts.
 *
 * @param {string} text
 * @param {string} fileName for the sentence about a bad line
 * @returns {Record<string, string>}
 * @throws {PlainFailure} names the line's number; never shows the line, which may hold a secret
 */
export function parseEnvFile(text, fileName) {
  /** @type {Record<string, string>} */
  const values = {}
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (/^\s*(#|$)/.test(line)) continue
    const [, name, rest] = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=(.*)$/.exec(line) ?? []
    const value = rest === undefined ? undefined : parseValue(rest.trim())
    if (name === undefined || value === undefined) {
      throw new PlainFailure(`Line ${index + 1} of ${fileName} is not of the form NAME=value.`)
    }
    values[name] = value
  }
  return values
}

/**
 * @param {string} path
 * @returns {Record<string, string>} empty when there is no such file
 */
export function readEnvFile(path) {
  return existsSync(path) ? parseEnvFile(readFileSync(path, 'utf8'), path) : {}
}

/**
 * @param {string} text
 * @returns {string | undefined} undefined for a quote that is not closed, or for text after a closed one
 */
function parseValue(text) {
  const quote = text[0]
  if (quote !== '"' && quote !== "'") return text.replace(/(^|\s)#.*$/, '').trim()
  const end = text.indexOf(quote, 1)
  if (end === -1) return undefined
  return /^\s*(#.*)?$/.test(text.slice(end + 1)) ? text.slice(1, end) : undefined
}
