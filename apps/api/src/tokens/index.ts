/** Tokens at rest: sealed, bound to their connection, opened only for the length of one call. */
export { createKeyRing, type KeyRing, type TokenKey } from './key-ring.ts'
export {
  eraseToken,
  openToken,
  tokenPart,
  TokenSet,
  writeToken,
  type OpenedToken,
  type SealedToken,
} from './token-store.ts'
