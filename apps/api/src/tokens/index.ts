/** Tokens at rest: sealed, bound to their connection, opened only for the length of one call. */
export { countKeys } from './count-keys.ts'
export { describeCounts, describeProgress, describeRotation } from './describe-rotation.ts'
export type { SealedDeps } from './find-sealed.ts'
export { createKeyRing, type KeyRing, type SealContext } from './key-ring.ts'
export { reportKeys } from './report-keys.ts'
export { rotateKeys, type RotationProgress } from './rotate-keys.ts'
export type { SealedRecords } from './sealed-records.ts'
export { eraseToken, openToken, sealedTokens, tokenPart, TokenSet, writeToken } from './token-store.ts'
