import { createCipheriv, createDecipheriv } from 'node:crypto'
import type { Random } from '#api/platform/random.ts'

/** One key of `TOKEN_KEYS`: 32 bytes under an id that may be shown. */
export interface TokenKey {
  readonly id: string
  readonly key: Buffer
}

/** What a sealed text belongs to. A text sealed for one of these opens for no other. */
export interface SealContext {
  /** What the text is for, so that a token sealed for one use cannot serve another. */
  readonly kind: 'token' | 'pending' | 'session'
  /** Id of the record that holds it. */
  readonly subject: string
  /** Counts the record's rewrites, so that an older copy of the same record does not open. */
  readonly generation: number
}

/** `key_missing` names the key id that is not in `TOKEN_KEYS`; `broken` is a text that was altered or moved. */
export type Opened =
  { kind: 'opened'; text: string } | { kind: 'key_missing'; keyId: string } | { kind: 'broken' }

/** Seals with the first key and opens with all of them, so that keys can be rotated. */
export interface KeyRing {
  /** The ids of its keys, in their order: the first seals. */
  readonly keyIds: readonly [string, ...string[]]
  seal(context: SealContext, text: string): string
  open(context: SealContext, sealed: string): Opened
}

const version = 'v1'
const ivBytes = 12
const tagBytes = 16

/**
 * Makes a key ring over AES-256-GCM: `v1.<key id>.<iv>.<ciphertext>.<tag>`, the last three in base64url.
 *
 * The iv is random for every seal; 2^32 seals per key keep a repeat improbable. Key id, kind, subject and
 * generation are authenticated with the text.
 *
 * @see NIST SP 800-38D
 */
export function createKeyRing({ keys, random }: { keys: readonly TokenKey[]; random: Random }): KeyRing {
  const [first, ...others] = keys
  if (first === undefined) throw new Error('TOKEN_KEYS holds no key')
  const byId = new Map(keys.map((entry) => [entry.id, entry.key]))
  return {
    keyIds: [first.id, ...others.map(({ id }) => id)],
    seal(context, text) {
      const iv = random.bytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', first.key, iv, { authTagLength: tagBytes })
      cipher.setAAD(additionalData(first.id, context))
      const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      const fields = [iv, ciphertext, cipher.getAuthTag()].map((bytes) => bytes.toString('base64url'))
      return [version, first.id, ...fields].join('.')
    },
    open(context, sealed) {
      const [usedVersion, keyId, iv, ciphertext, tag, ...rest] = sealed.split('.')
      if (usedVersion !== version || keyId === undefined || tag === undefined || rest.length > 0)
        return { kind: 'broken' }
      const key = byId.get(keyId)
      if (key === undefined) return { kind: 'key_missing', keyId }
      return decipher({ key, keyId, context, iv: iv ?? '', ciphertext: ciphertext ?? '', tag })
    },
  }
}

/** The id of the key that a text names as its own; `undefined` for a text that was never sealed. */
export function keyIdOf(sealed: string): string | undefined {
  const [usedVersion, keyId, ...rest] = sealed.split('.')
  return usedVersion === version && rest.length === 3 ? keyId : undefined
}

interface Sealed {
  key: Buffer
  keyId: string
  context: SealContext
  iv: string
  ciphertext: string
  tag: string
}

function decipher({ key, keyId, context, iv, ciphertext, tag }: Sealed): Opened {
  const tagGiven = Buffer.from(tag, 'base64url')
  const ivGiven = Buffer.from(iv, 'base64url')
  if (tagGiven.length !== tagBytes || ivGiven.length !== ivBytes) return { kind: 'broken' }
  try {
    const cipher = createDecipheriv('aes-256-gcm', key, ivGiven, { authTagLength: tagBytes })
    cipher.setAAD(additionalData(keyId, context))
    cipher.setAuthTag(tagGiven)
    const text = Buffer.concat([cipher.update(Buffer.from(ciphertext, 'base64url')), cipher.final()])
    return { kind: 'opened', text: text.toString('utf8') }
  } catch {
    // The only failure here is authentication; the library's text would add nothing.
    return { kind: 'broken' }
  }
}

/** JSON keeps the fields apart whatever characters an id holds. */
function additionalData(keyId: string, { kind, subject, generation }: SealContext): Buffer {
  return Buffer.from(JSON.stringify([version, keyId, kind, subject, generation]))
}
