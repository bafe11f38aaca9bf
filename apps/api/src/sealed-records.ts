import { sealedQuestions } from '#api/oauth/index.ts'
import { sealedTokens, type SealedRecords } from '#api/tokens/index.ts'

/**
 * Every kind of record that holds a token set, for whoever counts or changes keys. The sealed cookie of a session is
 * none: it serves for a minute, and without it the same callback only signs nobody in again.
 */
export const sealedRecords: readonly SealedRecords[] = [sealedTokens, sealedQuestions]
