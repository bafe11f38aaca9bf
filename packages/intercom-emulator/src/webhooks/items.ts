import type { Caller } from '../rest/check-call.ts'
import { knownTopics } from './topics.ts'
import type { ItemKind } from './topics.ts'

/** Which item of a workspace is wanted. */
export interface ItemWanted {
  kind: ItemKind
  /** The app that is told, and on whose behalf. */
  caller: Caller
  /** From 0; further notifications of one request are about further items. */
  index: number
}

/** Where items come from; `undefined` where the workspace holds none of the kind. */
export type ItemSource = (wanted: ItemWanted) => Readonly<Record<string, unknown>> | undefined

/**
 * What a notification of this topic carries in `data.item`, out of the workspace's own data. `undefined` for a topic
 * whose items the emulator does not know: these are the caller's to give.
 */
export function itemOf(
  topic: string,
  wanted: Omit<ItemWanted, 'kind'>,
  source: ItemSource,
): Readonly<Record<string, unknown>> | undefined {
  if (topic === 'ping') return { type: 'ping', message: 'The emulator says hello' }
  const known = Object.hasOwn(knownTopics, topic) ? knownTopics[topic] : undefined
  const item = known && source({ ...wanted, kind: known.kind })
  if (known === undefined || item === undefined) return undefined
  if (known.isMinimal) return { type: item['type'], id: item['id'] }
  return { ...item, ...known.change }
}
