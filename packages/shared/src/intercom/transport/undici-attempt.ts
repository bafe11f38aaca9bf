import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { Dispatcher } from 'undici'
import type { IntercomError } from '../intercom-error.ts'
import { intercomAgent } from './agent.ts'
import type { Answer, AttemptLimits, OutgoingRequest, Phase, Send, Settling } from './attempt.ts'
import { networkError, phaseTimeout } from './network-error.ts'

const gunzipBounded = promisify(gunzip)

/**
 * Sends through undici: the given dispatcher, else the shared pool. Gzip is the only encoding it unpacks.
 *
 * `dispatch` with a handler of our own, because it says when a request gets onto a connection (before that it
 * surely was not sent), lets a request that still waits for one be given up at once, and costs less than a
 * stream for every answer. undici's `fetch` is not used: it sends a request again by itself after a 421.
 */
export function undiciSend(dispatcher: Dispatcher | undefined): Send {
  return (request, limits) => {
    if (limits.cutoff.kind !== undefined) return Promise.reject(limits.cutoff.error())
    return new Promise((resolve, reject) => {
      const turns = turnsOf(dispatcher, request.origin)
      const attempt = new UndiciAttempt(limits, { resolve, reject, turns })
      const pool = dispatcher ?? intercomAgent()
      if (!(pool instanceof Promise)) dispatch(pool, request, attempt)
      else {
        pool.then(
          (agent) => dispatch(agent, request, attempt),
          (error: unknown) => attempt.onResponseError(undefined, error),
        )
      }
    })
  }
}

/** How many requests got onto a connection. */
interface Turns {
  count: number
}

const turnsOfSharedPool = new Map<string, Turns>()
const turnsOfDispatchers = new WeakMap<Dispatcher, Map<string, Turns>>()

function turnsOf(dispatcher: Dispatcher | undefined, origin: string): Turns {
  let byOrigin = dispatcher === undefined ? turnsOfSharedPool : turnsOfDispatchers.get(dispatcher)
  if (byOrigin === undefined) {
    byOrigin = new Map()
    if (dispatcher !== undefined) turnsOfDispatchers.set(dispatcher, byOrigin)
  }
  let turns = byOrigin.get(origin)
  if (turns === undefined) {
    turns = { count: 0 }
    byOrigin.set(origin, turns)
  }
  return turns
}

function dispatch(pool: Dispatcher, request: OutgoingRequest, attempt: UndiciAttempt): void {
  try {
    pool.dispatch(
      {
        origin: request.origin,
        path: request.path,
        method: request.method,
        headers: request.headers,
        body: request.body ?? null,
        // The phases are timed here, where a waiting request counts too.
        headersTimeout: 0,
        bodyTimeout: 0,
      },
      attempt,
    )
  } catch (error) {
    attempt.onResponseError(undefined, error)
  }
}

class UndiciAttempt implements Dispatcher.DispatchHandler {
  readonly #limits: AttemptLimits
  readonly #settling: Settling
  readonly #turns: Turns
  #controller: Dispatcher.DispatchController | undefined
  #isSettled = false
  #timer: NodeJS.Timeout | undefined
  #status = 0
  #headers: Answer['headers'] = {}
  #chunks: Buffer[] = []
  #byteCount = 0

  constructor(limits: AttemptLimits, { turns, ...settling }: Settling & { turns: Turns }) {
    this.#limits = limits
    this.#settling = settling
    this.#turns = turns
    limits.cutoff.onEnd = () => this.#giveUp(limits.cutoff.error({ mayHaveHappened: this.#mayHaveHappened }))
    this.#waitForTurn()
  }

  get #mayHaveHappened(): boolean {
    return this.#controller !== undefined
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // Throwing takes the request off the connection and leaves that to the next one; aborting would close it.
    if (this.#isSettled) throw new Error('given up before it was sent')
    // Never let a library send a request a second time by itself.
    if (this.#controller !== undefined) throw new Error('already sent')
    this.#controller = controller
    this.#turns.count += 1
    this.#enter('headers', this.#limits.headersTimeoutMs)
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Answer['headers'],
  ): void {
    // 103 and its like come before the answer.
    if (status < 200) return
    this.#status = status
    this.#headers = headers
    this.#enter('body', this.#limits.bodyTimeoutMs)
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#isSettled) return
    this.#byteCount += chunk.byteLength
    if (this.#byteCount <= this.#limits.bodyBytesMax) {
      this.#chunks.push(chunk)
      return
    }
    this.#settle()
    this.#settling.resolve({ status: this.#status, headers: this.#headers, body: undefined })
    // The rest is never received.
    this.#controller?.abort(new Error('too large'))
  }

  onResponseEnd(): void {
    if (this.#isSettled) return
    const [first] = this.#chunks
    const body =
      first !== undefined && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks, this.#byteCount)
    const encoding = this.#headers['content-encoding'] ?? 'identity'
    if (encoding === 'identity') this.#answer(body)
    else if (encoding !== 'gzip') this.#answer(undefined)
    else {
      gunzipBounded(body, { maxOutputLength: this.#limits.bodyBytesMax }).then(
        (unpacked) => this.#answer(unpacked),
        () => this.#answer(undefined),
      )
    }
  }

  onResponseError(_controller: unknown, error: unknown): void {
    if (this.#isSettled) return
    this.#settle()
    this.#settling.reject(networkError(error, this.#mayHaveHappened))
  }

  #answer(body: Uint8Array | undefined): void {
    if (this.#isSettled) return
    this.#settle()
    this.#settling.resolve({ status: this.#status, headers: this.#headers, body })
  }

  /** A queue that moves is no connection that does not come about, so then the time begins again. */
  #waitForTurn(): void {
    const { count } = this.#turns
    this.#enter('connect', this.#limits.connectTimeoutMs, () => {
      if (this.#turns.count === count) this.#giveUp(phaseTimeout('connect', false))
      else this.#waitForTurn()
    })
  }

  #enter(
    phase: Phase,
    timeoutMs: number,
    onOver = () => this.#giveUp(phaseTimeout(phase, this.#mayHaveHappened)),
  ): void {
    clearTimeout(this.#timer)
    if (timeoutMs !== Infinity) this.#timer = setTimeout(onOver, Math.min(timeoutMs, 2_147_483_647))
  }

  #giveUp(error: IntercomError): void {
    if (this.#isSettled) return
    this.#settle()
    this.#settling.reject(error)
    this.#controller?.abort(new Error('given up'))
  }

  #settle(): void {
    this.#isSettled = true
    clearTimeout(this.#timer)
    this.#limits.cutoff.onEnd = undefined
    this.#chunks = this.#chunks.length === 0 ? this.#chunks : []
  }
}
