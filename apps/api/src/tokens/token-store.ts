import { z } from 'zod'
import type { Part, Step } from '#api/platform/redis/index.ts'
import type { KeyRing, Opened, SealContext } from './key-ring.ts'
import type { SealedRecords } from './sealed-records.ts'

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
/** With whatever a later version adds to a record, so that it stays. */
const WholeStored = z.looseObject(Stored.shape)

/** No TTL: a token lives until its connection ends, and no sooner. */
const tokenKey = (accountId: string, connectionId: string) => `{${accountId}}:token:${connectionId}`

const contextOf = (connectionId: string, generation: number): SealContext => ({
  kind: 'token',
  subject: connectionId,
  generation,
})

/** Every connection's token, for whoever counts or changes keys. */
export const sealedTokens: SealedRecords = {
  pattern: '{*}:token:*',
  read(key, text) {
    const [, connectionId] = /^\{[^}]+\}:token:([^:]+)$/.exec(key) ?? []
    if (connectionId === undefined) return undefined
    const record = WholeStored.parse(JSON.parse(text))
    return {
      context: contextOf(connectionId, record.generation),
      sealed: record.sealed,
      withSealed: (sealed) => JSON.stringify({ ...record, sealed }),
    }
  },
}

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
  const sealed = keyRing.seal(contextOf(connectionId, generation), JSON.stringify(tokenSet))
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
  return toTokenSet(keyRing.open(contextOf(connectionId, token.generation), token.sealed))
}

function toTokenSet(opened: Opened): OpenedToken {
  return opened.kind === 'opened'
    ? { kind: 'opened', tokenSet: TokenSet.parse(JSON.parse(opened.text)) }
    : opened
}
