const progressEveryMs = 10_000

/**
 * Says what is being done, that it is still going (every 10 seconds, with the latest detail; not for work that shows
 * its own output), how long it took and how it ended.
 *
 * @template T
 * @param {string} title what is being done, as a sentence's beginning: `Installing packages`
 * @param {(progress: (detail: string) => void) => Promise<T>} work
 * @param {object} [options]
 * @param {boolean} [options.showsItself]
 * @param {(result: T) => { ok: boolean, detail: string }} [options.outcome] for work that returns its failures
 * @param {(line: string) => void} [options.print]
 * @param {() => number} [options.now] milliseconds
 * @returns {Promise<T>} what `work` returned; what it throws is passed on, after the title is marked as failed
 */
export async function step(title, work, options = {}) {
  const { showsItself = false, outcome, print = console.log, now = () => performance.now() } = options
  const startedAt = now()
  const seconds = (digits = 0) => `${((now() - startedAt) / 1000).toFixed(digits)} s`
  let latest = ''
  print(`→ ${title}`)
  const tell = () => print(`  still going, ${seconds()}${latest && `: ${latest}`}`)
  const timer = showsItself ? undefined : setInterval(tell, progressEveryMs)
  try {
    const result = await work((detail) => {
      latest = detail
    })
    const { ok, detail } = outcome?.(result) ?? { ok: true, detail: '' }
    print(`${ok ? '✓' : '✗'} ${title}: ${seconds(1)}${detail && `, ${detail}`}`)
    return result
  } catch (error) {
    print(`✗ ${title}: gave up after ${seconds(1)}`)
    throw error
  } finally {
    clearInterval(timer)
  }
}
