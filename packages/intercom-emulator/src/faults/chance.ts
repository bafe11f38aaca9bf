import type { RandomBytes } from '../secret-values.ts'

/** A number from 0 up to, but never, 1. */
export function makeFraction(random: RandomBytes): number {
  return Buffer.from(random(4)).readUInt32BE() / 2 ** 32
}
