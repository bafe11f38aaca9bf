import { z } from 'zod'
import type { Part, Step } from '#api/platform/redis/index.ts'
import type { KeyRing, Opened } from './key-ring.ts'

/** What Intercom gave for one connection. No expiry means that the token does not expire. */
export const TokenSet = z.object({
  accessToken: z.string(),
  refreshToken: z.string().optional(),
  expiresAt: z.number().optional(),
})
export type TokenSet = z.infer<typeof TokenSet>

/** A token set as it lies in Redis: sealed, with the generation that its seal is bound to. */
export interface SealedToken {
  readonly generation: number
  readonly sealed: string
}

/** `key_missing` heals when the key is back; `broken` never opens again. */
export type OpenedToken =
  { kind: 'opened'; tokenSet: TokenSet } | { kind: 'key_missing'; keyId: string } | { kind: 'broken' }

const Stored = z.object({ generation: z.number().int(), sealed: z.string() })

/** No TTL: a token lives until its connection ends, and no sooner. */
const tokenKey = (accountId: string, connectionId: string) => `{${accountId}}:token:${connectionId}`

/** Reads one connection's sealed token. */
export function tokenPart(accountId: string, connectionId: string): Part<SealedToken> {
  return { key: tokenKey(accountId, connectionId), parse: (text) => Stored.parse(JSON.parse(text)) }
}

/** Seals a token set for one connection and generation, and writes it. */
export function writeToken(
  keyRing: KeyRing,
  record: { accountId: string; connectionId: string; generation: number; tokenSet: TokenSet },
): Step {
  const { accountId, connectionId, generation, tokenSet } = record
  const sealed = keyRing.seal({ kind: 'token', subject: connectionId, generation }, JSON.stringify(tokenSet))
  return {
    key: tokenKey(accountId, connectionId),
    command: 'SET',
    args: [JSON.stringify({ generation, sealed })],
  }
}

/** Erases one connection's token. */
export function eraseToken(accountId: string, connectionId: string): Step {
  return { key: tokenKey(accountId, connectionId), command: 'DEL', args: [] }
}

/** Opens a token that was read; a record that was moved from another connection is `broken`. */
export function openToken(
  keyRing: KeyRing,
  { connectionId, token }: { connectionId: string; token: SealedToken },
): OpenedToken {
  const context = { kind: 'token', subject: connectionId, generation: token.generation } as const
  return toTokenSet(keyRing.open(context, token.sealed))
}

function toTokenSet(opened: Opened): OpenedToken {
  return opened.kind === 'opened'
    ? { kind: 'opened', tokenSet: TokenSet.parse(JSON.parse(opened.text)) }
    : opened
}
