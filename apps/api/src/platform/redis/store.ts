import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Clock } from '../clock.ts'
import { createBreaker } from './breaker.ts'
import { remainingMs, spend, withBudget } from './budget.ts'
import {
  commitScript,
  commitScriptSha,
  decodeOutcome,
  encodePlan,
  type CommitOutcome,
  type CommitPlan,
} from './commit.ts'
import { commandTimeoutMs, openRedis, type RedisClient } from './connect.ts'
import { inspectDurability, type DurabilityReport } from './durability.ts'
import { assertTogether, type Part, type ReadParts } from './parts.ts'
import { asStoreFailure, StoreUnavailable } from './store-unavailable.ts'
import { createWakes, type Wakes } from './wakes.ts'

/** A Redis that is well answers within this time, in milliseconds. */
const tellingMs = 100

export interface StoreHealth extends DurabilityReport {
  status: 'up' | 'down'
}

/** Redis as the features see it. Every call ends within its budget or throws `StoreUnavailable`. */
export interface Store {
  /** Reads parts of one slot in one command. */
  readTogether<const Parts extends readonly Part<unknown>[]>(parts: Parts): Promise<ReadParts<Parts>>
  /**
   * Applies a plan to one account's slot in one script, if nobody has committed since its revision was read: nobody
   * sees a part of it. A step that Redis refuses (the wrong type under a key) is a bug of ours and does not undo the
   * steps before it.
   *
   * A lost reply is asked for once more within the budget; after `StoreUnavailable` the outcome is unknown, and
   * sending the same plan again is safe.
   */
  commit(plan: CommitPlan): Promise<CommitOutcome>
  /** Runs one command (or pipeline) of a store. */
  run<T>(command: (client: RedisClient) => Promise<T>): Promise<T>
  /** Gives everything inside `work` its own Redis budget, in milliseconds. */
  withBudget<T>(ms: number, work: () => Promise<T>): Promise<T>
  /** Wakes whoever watches an account, after each commit to it. */
  readonly watch: Wakes['watch']
  /** Resolves to whether Redis was reached within `timeoutMs`; for start-up and tests. */
  whenUp(timeoutMs: number): Promise<boolean>
  health(): Promise<StoreHealth>
  close(): Promise<void>
}

export interface StoreOptions {
  url: string
  clock: Clock
  /** Told when Redis goes away and comes back; gets one word, never an address with a password. */
  onChange?: (change: { status: 'up' | 'down'; reason: string }) => void
}

/** Connects to Redis and keeps trying; the process starts and serves 503 while Redis is away. */
export function createStore({ url, clock, onChange }: StoreOptions): Store {
  const client = openRedis(url)
  const wakes = createWakes({ open: () => openRedis(url), clock })
  let status: 'up' | 'down' = 'down'
  let durability: DurabilityReport | undefined

  const changed = (next: 'up' | 'down', reason: string) => {
    if (next === status) return
    status = next
    durability = undefined
    onChange?.({ status, reason })
  }
  client.on('ready', () => changed('up', 'ready'))
  client.on('close', () => changed('down', 'connection closed'))
  // Without a listener ioredis prints the error; the change of status above says the same once.
  client.on('error', () => undefined)

  const limited = async <T>(work: () => Promise<T>, limitMs: number): Promise<T> => {
    const timer = new AbortController()
    const startedAt = clock.now()
    try {
      return await Promise.race([work(), timeOut(clock, limitMs, timer.signal)])
    } catch (error) {
      throw asStoreFailure(error)
    } finally {
      timer.abort()
      spend(clock.now() - startedAt)
    }
  }

  const breaker = createBreaker({
    clock,
    probe: async () => {
      await limited(() => client.ping(), commandTimeoutMs)
    },
  })

  const run: Store['run'] = async (command) => {
    breaker.assertClosed()
    const limitMs = Math.min(commandTimeoutMs, remainingMs())
    if (limitMs <= 0) throw new StoreUnavailable('budget_spent')
    try {
      const reply = await limited(() => command(client), limitMs)
      breaker.succeeded()
      return reply
    } catch (error) {
      // A command that was given only what a budget had left says little about Redis.
      const isTelling = limitMs >= tellingMs
      if (isTelling && error instanceof StoreUnavailable && error.reason === 'timeout') breaker.timedOut()
      throw error
    }
  }

  const evaluate = async ({ keys, argument }: { keys: string[]; argument: string }): Promise<unknown> => {
    try {
      return await run((redis) => redis.evalsha(commitScriptSha, keys.length, ...keys, argument))
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error
      return await run((redis) => redis.eval(commitScript, keys.length, ...keys, argument))
    }
  }

  return {
    run,
    withBudget,
    watch: (accountId, wake) => wakes.watch(accountId, wake),
    async readTogether(parts) {
      const keys = parts.map((part) => part.key)
      assertTogether(keys)
      const texts = await run((redis) => redis.mget(keys))
      const values = parts.map((part, at) => {
        const text = texts[at]
        return text === undefined || text === null ? undefined : part.parse(text)
      })
      // Each value was parsed by the part at its own place, which is what the type says.
      return values as ReadParts<typeof parts>
    },
    async commit(plan) {
      const encoded = encodePlan(plan)
      try {
        return decodeOutcome(await evaluate(encoded))
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error
        return decodeOutcome(await evaluate(encoded))
      }
    },
    whenUp: (timeoutMs) => reached(client, timeoutMs),
    async health() {
      try {
        await run((redis) => redis.ping())
        durability ??= await run((redis) => inspectDurability(redis))
        return { status: 'up', ...durability }
      } catch (error) {
        const reason = error instanceof StoreUnavailable ? error.reason : 'error'
        return { status: 'down', durability: 'unknown', warnings: [`Redis is unavailable (${reason}).`] }
      }
    },
    async close() {
      breaker.close()
      wakes.close()
      client.disconnect()
      await Promise.resolve()
    },
  }
}

async function timeOut(clock: Clock, ms: number, signal: AbortSignal): Promise<never> {
  await clock.sleep(ms, { signal })
  // Timers run before sockets are read: after a stall of this process the reply may lie there already.
  await nextTurn(undefined, { ref: false })
  throw new StoreUnavailable('timeout')
}

async function reached(client: RedisClient, timeoutMs: number): Promise<boolean> {
  if (client.status === 'ready') return true
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => resolve(false), timeoutMs)
  const ready = () => resolve(true)
  client.once('ready', ready)
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    client.off('ready', ready)
  }
}
