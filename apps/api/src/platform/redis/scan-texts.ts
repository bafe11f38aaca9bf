import type { Clock } from '../clock.ts'
import type { RedisClient } from './connect.ts'
import { persist } from './persist.ts'
import type { Store } from './store.ts'

/** A key and the text that was under it when it was looked at. */
export interface FoundText {
  readonly key: string
  readonly text: string
}

/** Long enough for a failover, in milliseconds. */
const patienceMs = 10_000
/** How many slots of the key table one SCAN looks at, whatever is in them. */
const lookedAtOnce = 500
const readAtOnce = 100

/**
 * Reads every key that matches a glob, in batches of at most a hundred: on a cluster from each of its masters.
 *
 * A key that is there from beginning to end is read at least once, one that comes or goes meanwhile perhaps, and one
 * may be read twice while Redis resizes its table. Nothing is held back for a slow reader, so the loop's body decides
 * how fast it goes. A Redis that is away for up to ten seconds only delays it.
 *
 * @throws StoreUnavailable when it is away for longer; beginning again is safe
 * @see Redis, "SCAN"
 */
export async function* scanTexts(
  deps: { store: Store; clock: Clock },
  pattern: string,
): AsyncGenerator<FoundText[]> {
  const { store } = deps
  const patient = { ...deps, patienceMs }
  const masters = await store.run((client) => Promise.resolve(mastersOf(client)))
  for (const master of masters) {
    let cursor = '0'
    do {
      const from = cursor
      const [next, keys] = await persist(patient, () =>
        store.run(() => master.scan(from, 'MATCH', pattern, 'COUNT', lookedAtOnce)),
      )
      cursor = next
      for (let at = 0; at < keys.length; at += readAtOnce) {
        const texts = await Promise.all(
          keys.slice(at, at + readAtOnce).map(async (key) => {
            // One by one, because on a cluster they live in slots of their own. They are sent without waiting.
            const text = await persist(patient, () => store.run((client) => client.get(key)))
            return text === null ? [] : [{ key, text }]
          }),
        )
        yield texts.flat()
      }
    } while (cursor !== '0')
  }
}

function mastersOf(client: RedisClient) {
  return 'nodes' in client ? client.nodes('master') : [client]
}
