const progressEveryMs = 10_000

/**
 * Says what is being done, that it is still going (every 10 seconds, with the latest detail), and how long it took.
 *
 * @template T
 * @param {string} title what is being done, as a sentence's beginning: `Installing packages`
 * @param {(progress: (detail: string) => void) => Promise<T>} work
 * @param {{ print?: (line: string) => void, now?: () => number }} [deps] `now` in milliseconds
 * @returns {Promise<T>} what `work` returned; what it throws is passed on, after the title is marked as failed
 */
export async function step(title, work, { print = console.log, now = () => performance.now() } = {}) {
  const startedAt = now()
  const seconds = (digits = 0) => `${((now() - startedAt) / 1000).toFixed(digits)} s`
  let latest = ''
  print(`→ ${title}`)
  const timer = setInterval(
    () => print(`  still going, ${seconds()}${latest && `: ${latest}`}`),
    progressEveryMs,
  )
  try {
    const result = await work((detail) => {
      latest = detail
    })
    print(`✓ ${title}: ${seconds(1)}`)
    return result
  } catch (error) {
    print(`✗ ${title}: gave up after ${seconds(1)}`)
    throw error
  } finally {
    clearInterval(timer)
  }
}
