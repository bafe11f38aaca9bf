import { findSecret } from './find-secret.ts'
import type { RedisEntry } from './scan-redis.ts'

/** Below this, a find would say nothing: short texts turn up by chance. */
const secretCharactersMin = 8

/**
 * Fails when a log or a dump of Redis gives any of the secrets away, in any form that `findSecret` knows.
 *
 * @throws Error that names the place (line and column, or key and value) and which secret of the list it is, and
 * never the secret; also when there is no secret to look for or one is under 8 characters.
 */
export function expectNoSecret(where: string | readonly RedisEntry[], secrets: readonly string[]): void {
  if (secrets.length === 0) throw new Error('No secret was given, so this check could never fail')
  for (const [index, secret] of secrets.entries()) {
    const name = `Secret ${index + 1} of ${secrets.length}`
    if (secret.length < secretCharactersMin) {
      throw new Error(`${name} is under ${secretCharactersMin} characters: it could be found by chance`)
    }
    const place = typeof where === 'string' ? placeInText(where, secret) : placeInRedis(where, secret)
    if (place !== undefined) throw new Error(`${name} is given away ${place}`)
  }
}

function placeInText(text: string, secret: string): string | undefined {
  const found = findSecret(text, secret)
  if (found === undefined) return undefined
  const linesBefore = text.slice(0, found.index).split('\n')
  return `${found.form} at line ${linesBefore.length}, column ${(linesBefore.at(-1)?.length ?? 0) + 1}`
}

function placeInRedis(entries: readonly RedisEntry[], secret: string): string | undefined {
  for (const { key, type, values } of entries) {
    const inKey = findSecret(key, secret)
    if (inKey !== undefined) return `${inKey.form} in the name of a key of type ${type}`
    for (const [index, value] of values.entries()) {
      const inValue = findSecret(value, secret)
      if (inValue !== undefined) {
        return `${inValue.form} in value ${index + 1} of ${values.length} of the ${type} ${JSON.stringify(key)}`
      }
    }
  }
  return undefined
}
