import { setImmediate as nextTurn } from 'node:timers/promises'
import { intercomHosts } from '../hosts.ts'
import type { IntercomClientOptions } from '../client-options.ts'

/** The clock that a simulation runs on; test-kit's fake one has this shape. */
export interface SimulatedClock {
  now: () => number
  sleep: (ms: number, options: { signal: AbortSignal }) => Promise<void>
  advance: (ms: number) => Promise<void>
}

/** An Intercom without a network: every request takes simulated time, and its calls are counted by window. */
export interface SimulatedIntercom {
  /** What a client of it is made with. */
  options: IntercomClientOptions
  /** Requests, refused ones included. */
  requests: string[]
  refusals: number
  /** Runs the clock until the work ends. */
  run: <Result>(work: Promise<Result>) => Promise<Result>
}

/**
 * @param clock runs the client and the server
 * @param settings `latencyMs` is one way; `answer` makes the body of an accepted call; `headers` changes those
 *   of an answer
 */
export function simulateIntercom(
  clock: SimulatedClock,
  settings: {
    limit: number
    windowMs?: number
    latencyMs?: () => number
    random?: () => number
    answer?: (path: string) => unknown
    headers?: (standard: Record<string, string>) => Record<string, string>
  },
): SimulatedIntercom {
  const { limit, windowMs = 10_000, latencyMs = () => 50, answer = () => ({ id: '1' }) } = settings
  const headersOf = settings.headers ?? ((standard) => standard)
  const countOf = new Map<number, number>()

  const handle = (path: string): Response => {
    simulation.requests.push(path)
    const window = Math.floor(clock.now() / windowMs)
    const count = (countOf.get(window) ?? 0) + 1
    countOf.set(window, count)
    const isRefused = count > limit
    if (isRefused) simulation.refusals += 1
    const headers = headersOf({
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(Math.max(0, limit - count)),
      'x-ratelimit-reset': String(((window + 1) * windowMs) / 1_000),
    })
    return isRefused
      ? Response.json({ errors: [{ code: 'rate_limit_exceeded' }] }, { status: 429, headers })
      : Response.json(answer(path), { headers })
  }

  const fetch: typeof globalThis.fetch = async (url, init) => {
    const options = { signal: init?.signal ?? new AbortController().signal }
    await clock.sleep(latencyMs(), options)
    const response = handle(new URL(url instanceof Request ? url.url : url).pathname)
    await clock.sleep(latencyMs(), options)
    return response
  }

  const simulation: SimulatedIntercom = {
    options: {
      accessToken: 'token',
      region: 'us',
      hosts: intercomHosts(),
      fetch,
      now: () => clock.now(),
      sleep: (ms, options) => clock.sleep(ms, options),
      random: settings.random ?? (() => 0.5),
    },
    requests: [],
    refusals: 0,
    async run(work) {
      let isOver = false
      const over = () => {
        isOver = true
      }
      work.then(over, over)
      // Reading a body takes turns of the event loop, not simulated time.
      for (let turn = 0; turn < 200_000; turn += 1) {
        for (let step = 0; step < 4; step += 1) await nextTurn()
        if (isOver) break
        await clock.advance(20)
      }
      if (!isOver) throw new Error('the work did not end')
      return work
    },
  }
  return simulation
}
