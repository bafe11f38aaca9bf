/** Resolves after `ms` milliseconds; rejects when the signal ends the wait, which leaves no timer behind. */
export type Sleep = (ms: number, options: { signal: AbortSignal }) => Promise<void>

/** Sleeps on a timer. */
export const sleep: Sleep = (ms, { signal }) =>
  new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer)
      reject(new Error('the wait was given up'))
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', abort)
      resolve()
    }, ms)
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
  })
