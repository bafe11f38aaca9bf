import type { Variables } from './variables.ts'

/** One key that encrypts tokens: 32 bytes under an id that may be shown. */
export interface TokenKeyConfig {
  readonly id: string
  readonly key: Buffer
}

const keyBytes = 32
/** Random keys repeat few bytes: fewer than 16 different ones among 32 happens less than once in 10^15 keys. */
const differentBytesMin = 16
/** The id of the key that `npm start` generates for its own Redis. */
const generatedKeyId = 'local'

const form = 'id:key, separated by commas, each key 32 random bytes as 43 characters of base64url'

/**
 * Reads `TOKEN_KEYS`. Ids and keys are unique; a key that is visibly not random is refused, and in production the
 * one generated for the embedded Redis too.
 */
export function readTokenKeys(
  variables: Variables,
  production: boolean,
): [TokenKeyConfig, ...TokenKeyConfig[]] | undefined {
  const refuse = (message: string): undefined => variables.refuse('TOKEN_KEYS', message)
  const text = variables.text('TOKEN_KEYS')
  if (text === undefined) return refuse(`is missing: set it to ${form}`)
  const keys: TokenKeyConfig[] = []
  for (const entry of text.split(',')) {
    const match = /^([\w-]{1,32}):([\w-]{43})$/.exec(entry.trim())
    const [, id, encoded] = match ?? []
    if (id === undefined || encoded === undefined) return refuse(`must be ${form}`)
    keys.push({ id, key: Buffer.from(encoded, 'base64url') })
  }
  const [first, ...others] = keys
  if (first === undefined || keys.some(({ key }) => key.length !== keyBytes)) return refuse(`must be ${form}`)
  if (new Set(keys.map(({ id }) => id)).size < keys.length) return refuse('uses an id twice')
  if (new Set(keys.map(({ key }) => key.toString('hex'))).size < keys.length)
    return refuse('holds a key twice')
  if (keys.some(({ key }) => !looksRandom(key))) {
    return refuse('holds a key that is not random: generate it from 32 random bytes')
  }
  if (production && keys.some(({ id }) => id === generatedKeyId)) {
    return refuse(`holds the key "${generatedKeyId}" that npm start generates: make one of your own`)
  }
  return [first, ...others]
}

function looksRandom(key: Buffer): boolean {
  if (new Set(key).size < differentBytesMin) return false
  if (key.every((byte) => byte >= 0x20 && byte < 0x7f)) return false
  const steps = key.map((byte, index) => (byte - (key[index - 1] ?? byte)) & 0xff).subarray(1)
  return new Set(steps).size > 2
}
