import { parseArgs } from 'node:util'
import { ConfigError, readStoreConfig } from './config.ts'
import { systemClock } from './platform/clock.ts'
import { systemRandom } from './platform/random.ts'
import { createStore, StoreUnavailable } from './platform/redis/index.ts'
import { sealedRecords } from './sealed-records.ts'
import {
  countKeys,
  createKeyRing,
  describeCounts,
  describeProgress,
  describeRotation,
  rotateKeys,
  type RotationProgress,
  type SealedDeps,
} from './tokens/index.ts'

const usage = 'Usage: tokens:rotate [--count] [--per-second <number>]'
const firstContactMs = 2_000
const tellEveryMs = 1_000

const say = (line: string) => void process.stdout.write(`${line}\n`)

/** Seals every token set with the first key of TOKEN_KEYS, or counts them; answers the exit code. */
async function main(): Promise<number> {
  const { count, perSecond } = readArguments()
  const { redis, tokenKeys } = readStoreConfig()
  const keyRing = createKeyRing({ keys: tokenKeys, random: systemRandom })
  const store = createStore({ url: redis.url, clock: systemClock })
  const stop = new AbortController()
  const stopSoon = () => {
    // Whoever asks twice wants it now; whatever was done stays done.
    if (stop.signal.aborted) process.exit(130)
    stop.abort()
  }
  process.on('SIGINT', stopSoon)
  process.on('SIGTERM', stopSoon)
  try {
    if (!(await store.whenUp(firstContactMs))) throw new StoreUnavailable('connection')
    const deps = { store, clock: systemClock, keyRing, records: sealedRecords }
    const { lines, ok } = count
      ? describeCounts(await countKeys(deps, { signal: stop.signal }), keyRing.keyIds[0])
      : await rotate(deps, { perSecond, signal: stop.signal })
    for (const line of lines) say(line)
    return stop.signal.aborted ? 130 : ok ? 0 : 1
  } finally {
    await store.close()
  }
}

async function rotate(deps: SealedDeps, options: { perSecond: number | undefined; signal: AbortSignal }) {
  const [first] = deps.keyRing.keyIds
  say(`The first key is "${first}". Counting …`)
  let toldAt = -Infinity
  let untold: RotationProgress | undefined
  const rotation = await rotateKeys(deps, {
    ...options,
    onProgress: (progress) => {
      untold = progress
      if (systemClock.now() - toldAt < tellEveryMs) return
      toldAt = systemClock.now()
      untold = undefined
      say(describeProgress(progress))
    },
  })
  if (untold !== undefined) say(describeProgress(untold))
  return describeRotation(rotation, first)
}

function readArguments(): { count: boolean; perSecond: number | undefined } {
  const { values } = parseArgs({
    options: { count: { type: 'boolean', default: false }, 'per-second': { type: 'string' } },
  })
  const text = values['per-second']
  const perSecond = text === undefined ? undefined : Number(text)
  if (perSecond !== undefined && !(perSecond > 0)) throw new TypeError('--per-second must be a number over 0')
  return { count: values.count, perSecond }
}

/** One plain sentence for whoever started it. */
function plainly(error: unknown): string {
  if (error instanceof ConfigError) return error.message
  if (error instanceof StoreUnavailable) {
    return 'Redis cannot be reached. What is done stays done; run it again when Redis is there.'
  }
  if (error instanceof TypeError) return `${error.message}\n${usage}`
  return `Rotating failed: ${error instanceof Error ? error.message : 'nobody knows why'}`
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${plainly(error)}\n`)
  process.exitCode = 1
}
