import { existsSync, readFileSync } from 'node:fs'
import { vi } from 'vitest'

/**
 * @param {string} path
 * @returns {string[]} what the dummy children noted, in order
 */
export function readJournal(path) {
  return existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n') : []
}

/**
 * Waits until the dummy children have noted a line.
 *
 * @param {string} path
 * @param {string} line
 */
export async function untilNoted(path, line) {
  await vi.waitUntil(() => readJournal(path).includes(line), { timeout: 10_000, interval: 10 })
}
