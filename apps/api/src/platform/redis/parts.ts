/**
 * One value that a store wants to read: its key, and how its text becomes a record.
 *
 * A store makes parts from its own keys, so that a feature reads another's record without naming its key.
 */
export interface Part<T> {
  readonly key: string
  parse(text: string): T
}

/** The values of parts, in their order; `undefined` where there is no such key. */
export type ReadParts<Parts extends readonly Part<unknown>[]> = {
  -readonly [Index in keyof Parts]: Parts[Index] extends Part<infer T> ? T | undefined : never
}

/** The hash tag of a key: what decides its slot. */
export function hashTag(key: string): string {
  return /\{([^}]+)\}/.exec(key)?.[1] ?? key
}

/** Fails when keys do not live together; one Redis command could not read or write them on a cluster. */
export function assertTogether(keys: readonly string[]): void {
  const tags = new Set(keys.map(hashTag))
  if (tags.size > 1) throw new Error('These keys do not share one hash tag and cannot be used together')
}
