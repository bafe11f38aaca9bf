import { createHash } from 'node:crypto'

/** Where code that needs random bytes takes them from. */
export type RandomSource = {
  /** `n` bytes, never the same twice in a row. */
  bytes(n: number): Buffer
}

/**
 * Makes a source of bytes that look random and are the same in every run with the same seed.
 *
 * For tests only: SHA-256 over the seed and a counter, so whoever knows the seed knows every byte.
 */
export function seededRandom(seed: number | string): RandomSource {
  let counter = 0
  let ready = Buffer.alloc(0)
  return {
    bytes(n) {
      while (ready.length < n) {
        const block = createHash('sha256')
          .update(`${typeof seed}:${seed}:${counter}`)
          .digest()
        counter += 1
        ready = Buffer.concat([ready, block])
      }
      const taken = Buffer.from(ready.subarray(0, n))
      ready = ready.subarray(n)
      return taken
    },
  }
}
