import { randomBytes } from 'node:crypto'

/** A source of bytes that nobody can predict; a test passes a seeded one. */
export interface Random {
  bytes(count: number): Buffer
}

/** The operating system's generator. */
export const systemRandom: Random = { bytes: (count) => randomBytes(count) }

/** 128 random bits as 22 characters of base64url: the id of an account, a connection or a pending question. */
export function newId(random: Random): string {
  return random.bytes(16).toString('base64url')
}

/** 256 random bits as 43 characters of base64url: a state, or the secret inside a cookie. */
export function newSecret(random: Random): string {
  return random.bytes(32).toString('base64url')
}
