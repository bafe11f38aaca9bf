/** Tokens at rest: sealed, bound to their connection, opened only for the length of one call. */
export { createKeyRing, type KeyRing } from './key-ring.ts'
export { eraseToken, openToken, tokenPart, TokenSet, writeToken } from './token-store.ts'
