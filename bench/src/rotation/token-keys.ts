import { randomBytes } from 'node:crypto'
import { createKeyRing, type KeyRing } from '@latchkey/api/tokens'

/** A key of `TOKEN_KEYS`, as a key ring takes it and as the variable has it. */
export interface BenchKey {
  id: string
  key: Buffer
  entry: string
}

export function newKey(id: string): BenchKey {
  const key = randomBytes(32)
  return { id, key, entry: `${id}:${key.toString('base64url')}` }
}

export const ringOf = (...keys: BenchKey[]): KeyRing =>
  createKeyRing({ keys, random: { bytes: (count) => randomBytes(count) } })
