import type { Caller } from '../rest/caller.ts'
import { knownTopics } from './topics.ts'
import type { ItemKind } from './topics.ts'

export type Item = Readonly<Record<string, unknown>>

/** Which items of a workspace are wanted. */
export interface ItemsWanted {
  kind: ItemKind
  /** The app that is told, and on whose behalf. */
  caller: Caller
  countMax: number
}

/** Where items come from; none where the workspace holds none of the kind. */
export type ItemSource = (wanted: ItemsWanted) => Item[]

/**
 * What notifications of this topic carry in `data.item`, out of the workspace's own data. None for a topic whose items
 * the emulator does not know: these are the caller's to give.
 */
export function itemsOf(topic: string, wanted: Omit<ItemsWanted, 'kind'>, source: ItemSource): Item[] {
  if (topic === 'ping') return [{ type: 'ping', message: 'The emulator says hello' }]
  const known = Object.hasOwn(knownTopics, topic) ? knownTopics[topic] : undefined
  if (known === undefined) return []
  const items = source({ ...wanted, kind: known.kind })
  if (known.isMinimal) return items.map((item) => ({ type: item['type'], id: item['id'] }))
  return items.map((item) => ({ ...item, ...known.change }))
}
