import { createHash } from 'node:crypto'
import { z } from 'zod'
import { equalSecrets } from '../secret-values.ts'
import type { Switches } from '../switches.ts'

type PkceMode = Switches['pkce']

const AuthorizeFields = z.looseObject({
  code_challenge: z.unknown().optional(),
  code_challenge_method: z.unknown().optional(),
})
const Challenge = z.looseObject({
  code_challenge: z.string().regex(/^[\w-]{43}$/),
  code_challenge_method: z.literal('S256'),
})
const Verifier = z.string().regex(/^[A-Za-z0-9._~-]{43,128}$/)

/**
 * Reads the challenge of an authorisation request: read and demanded under `required` (S256 alone; plain, which is
 * also meant where no method is named, proves nothing), forbidden under `refused`, unread under `ignored`.
 * The problem is for `error_description` (RFC 7636 §4.4.1).
 */
export function readChallenge(
  query: unknown,
  mode: PkceMode,
): { ok: true; codeChallenge: string | undefined } | { ok: false; problem: string } {
  if (mode === 'ignored') return { ok: true, codeChallenge: undefined }
  const fields = AuthorizeFields.parse(query)
  if (mode === 'refused') {
    const isThere = fields.code_challenge !== undefined || fields.code_challenge_method !== undefined
    return isThere ? { ok: false, problem: 'PKCE is not supported' } : { ok: true, codeChallenge: undefined }
  }
  const challenge = Challenge.safeParse(fields)
  return challenge.success
    ? { ok: true, codeChallenge: challenge.data.code_challenge }
    : { ok: false, problem: 'A code challenge with the method S256 is required' }
}

/**
 * Whether the verifier of an exchange proves that it is of the flow that got the code. Under `required` a code
 * without a challenge, given out before the switch was set, proves nothing either (RFC 7636 §4.6).
 */
export function provesFlow(
  mode: PkceMode,
  { codeChallenge, codeVerifier }: { codeChallenge: string | undefined; codeVerifier: unknown },
): boolean {
  if (mode !== 'required') return true
  const verifier = Verifier.safeParse(codeVerifier)
  if (!verifier.success || codeChallenge === undefined) return false
  return equalSecrets(createHash('sha256').update(verifier.data).digest('base64url'), codeChallenge)
}
