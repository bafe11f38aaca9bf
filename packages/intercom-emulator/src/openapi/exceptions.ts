import type { OpenApiException } from './judge-mismatches.ts'

/**
 * Where Intercom's descriptions are wrong and the emulator is right.
 *
 * Each entry must explain an answer of every version and path that it names, else the suite calls it stale.
 */
export const exceptions: readonly OpenApiException[] = []
