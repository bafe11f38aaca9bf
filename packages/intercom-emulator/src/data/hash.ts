/** Mixes 32 bits so that every input bit changes about half of the output bits; a bijection of 32-bit numbers. */
export function mixBits(bits: number): number {
  let mixed = bits >>> 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** Folds one more number into a hash. */
export function foldNumber(hash: number, value: number): number {
  return mixBits((hash ^ Math.imul(value, 0x9e3779b1)) + 0x85ebca6b)
}

/** A 32-bit hash of a text (FNV-1a, mixed at the end). Fast and stable over runs; not for secrets. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let position = 0; position < text.length; position += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(position), 0x01000193)
  }
  return mixBits(hash)
}
