import { setTimeout as delay } from 'node:timers/promises'
import { Interrupted, PlainFailure } from '../console/plain-failure.js'

const pollEveryMs = 50

/**
 * Asks again and again until the answer is yes.
 *
 * @param {() => Promise<boolean>} check false while not yet
 * @param {object} options
 * @param {string} options.what for the sentence when it never comes: `Redis did not become ready`
 * @param {number} options.limitMs
 * @param {Promise<never>} options.died ends the wait when a child dies
 * @param {AbortSignal} options.stopSignal
 */
export async function waitUntil(check, { what, limitMs, died, stopSignal }) {
  const endAt = performance.now() + limitMs
  const poll = async () => {
    while (!(await check())) {
      if (stopSignal.aborted) throw new Interrupted()
      if (performance.now() > endAt) throw new PlainFailure(`${what} within ${limitMs / 1000} s.`)
      await delay(pollEveryMs)
    }
  }
  await Promise.race([poll(), died])
}

/**
 * Settles when the command is asked to stop.
 *
 * @param {AbortSignal} stopSignal
 * @returns {Promise<void>}
 */
export function untilStopped(stopSignal) {
  return new Promise((resolve) => {
    if (stopSignal.aborted) resolve()
    else stopSignal.addEventListener('abort', () => resolve(), { once: true })
  })
}
