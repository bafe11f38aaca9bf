import type { Store } from './store.ts'

const script = `#!lua
local current = redis.call('GET', KEYS[1])
if current == ARGV[2] then return 1 end
if current ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')
return 1
`

/**
 * Puts a text in the place of the one that was read, if that one is still there, and says whether it did. The time to
 * live stays.
 *
 * One step: a text that somebody else has written or deleted meanwhile is left as it is. Sent again after a lost
 * reply, it comes to the same.
 */
export async function replaceText(
  store: Store,
  { key, from, to }: { key: string; from: string; to: string },
): Promise<boolean> {
  return (await store.run((client) => client.eval(script, 1, key, from, to))) === 1
}
