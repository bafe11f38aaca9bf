import type { SealContext } from './key-ring.ts'

/** A record's sealed text, what it is bound to, and the record's own text with another seal in its place. */
export interface SealedRecord {
  readonly context: SealContext
  readonly sealed: string
  withSealed(sealed: string): string
}

/**
 * One kind of record that holds a sealed token set. The store that owns its key says how to find and read it, so
 * that all of them can be counted by key, and sealed anew.
 */
export interface SealedRecords {
  /** Glob of its keys. */
  readonly pattern: string
  /**
   * Reads a record; `undefined` for a key that the glob finds and that is none.
   *
   * @throws Error for a text that is no such record
   */
  read(key: string, text: string): SealedRecord | undefined
}
