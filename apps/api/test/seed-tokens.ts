import type { Redis } from 'ioredis'
import { systemRandom } from '#api/platform/random.ts'
import { createKeyRing, writeToken, type KeyRing } from '#api/tokens/index.ts'

/** A key for `TOKEN_KEYS`, and the same for a key ring. */
export function newKey(id: string) {
  const key = systemRandom.bytes(32)
  return { id, key, entry: `${id}:${key.toString('base64url')}` }
}

export const ringOf = (...keys: { id: string; key: Buffer }[]): KeyRing =>
  createKeyRing({ keys, random: systemRandom })

/** The account, connection and token with a number. */
export const numbered = (number: number) => ({
  accountId: `account-${number}`,
  connectionId: `connection-${number}`,
  generation: 1,
  tokenSet: { accessToken: `token of ${number}` },
})

/** Puts token sets as connects would have, numbered from 0 on. */
export async function seedTokens(
  client: Redis,
  { keyRing, count }: { keyRing: KeyRing; count: number },
): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, (_, number) => {
      const { key, args } = writeToken(keyRing, numbered(number))
      return client.set(key, args[0] ?? '')
    }),
  )
}
