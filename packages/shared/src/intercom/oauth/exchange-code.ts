import {
  ClientSecretPost,
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  customFetch,
  nopkce,
  processAuthorizationCodeResponse,
} from 'oauth4webapi'
import type { Dispatcher } from 'undici'
import * as z from 'zod'
import { detailsOf, jsonOf } from '../transport/answer.ts'
import { takeParameters } from './callback.ts'
import type { ValidatedCallback } from './callback.ts'
import { intercomProvider, requirePkceAsDescribed } from './provider.ts'
import type { OAuthProvider } from './provider.ts'
import { isLoopback } from '../hosts.ts'
import type { IntercomHosts } from '../hosts.ts'
import { IntercomError } from '../intercom-error.ts'
import type { IntercomErrorCode } from '../intercom-error.ts'
import type { Region } from '../region.ts'
import { sendRequest } from '../transport/send-request.ts'
import type { Answer } from '../transport/send-request.ts'
import { USER_AGENT } from '../transport/user-agent.ts'

const TIMEOUT_MS = 5_000
const BODY_BYTES_MAX = 65_536
const SECONDS_PER_CENTURY = 3_155_760_000

/** The app as registered in Intercom's Developer Hub, and where Intercom is. */
export interface IntercomApp {
  clientId: string
  clientSecret: string
  /** The one that the flow's authorise URL was made with. */
  redirectUri: string
  hosts: IntercomHosts
  /** Default: Intercom as documented, without PKCE. */
  provider?: OAuthProvider | undefined
}

export interface ExchangeOptions {
  /** The region of the flow that began, never of the callback: it chooses the host that gets the secret. */
  region: Region
  /** The flow's, from which its challenge was made: there exactly when the provider's `pkce` is `S256`. */
  codeVerifier?: string | undefined
  signal?: AbortSignal | undefined
  /** Default: the shared pool. */
  dispatcher?: Dispatcher | undefined
  /** For everything, the body included. Default 5,000. */
  timeoutMs?: number | undefined
  /** Unix milliseconds; default `Date.now`. */
  now?: (() => number) | undefined
}

/** What Intercom gives for a code. */
export interface TokenSet {
  accessToken: string
  /** Intercom sends none today. */
  refreshToken?: string
  /** Unix milliseconds, counted from before the request. Absent means "does not expire", never "expired". */
  expiresAt?: number
}

// Visible ASCII only: it must fit into an Authorization header, and nothing else may get into one.
const token = z
  .string()
  .max(4_096)
  .regex(/^[\x21-\x7e]+$/)

const tokenAnswerSchema = z
  .object({
    token_type: z
      .string()
      .regex(/^bearer$/i)
      .default('Bearer'),
    access_token: token.nullish(),
    token: token.nullish(),
    refresh_token: token.nullish(),
    expires_in: z
      .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
      .pipe(z.number().nonnegative().max(SECONDS_PER_CENTURY))
      .nullish(),
  })
  .refine((answer) => typeof (answer.access_token ?? answer.token) === 'string')

/**
 * Exchanges a validated callback's code for a workspace token.
 *
 * One POST to the flow's region, 5,000 ms and 64 KiB for the whole answer, redirects refused, the secret in the
 * body. Never retried, and the same callback is not taken twice, because a code works once. Intercom's
 * departures from RFC 6749 are accepted: the token may come as `token`, errors come as an `error.list`, and
 * neither expiry nor refresh token is sent. The token is returned and nothing else is kept. Where the
 * provider checks PKCE, nothing is sent without the flow's verifier.
 *
 * @throws IntercomError, never retryable: `intercom.code_rejected` (any 4xx: what Intercom answers to a used
 *   code or a wrong secret is not documented) · `intercom.bad_answer` (HTML, empty, no usable token, another
 *   token type, a redirect, too large) · `intercom.unavailable` (5xx, network) · `intercom.timeout` ·
 *   `intercom.aborted`
 * @throws TypeError when the callback was exchanged before, the app's settings are empty, a verifier is
 *   missing that the provider needs (the callback is not used up then), or there that it does not take
 * @see RFC 6749 §4.1.3; RFC 7636 §4.5; Intercom, "Setting up OAuth"
 */
export async function exchangeCode(
  app: IntercomApp,
  callback: ValidatedCallback,
  options: ExchangeOptions,
): Promise<TokenSet> {
  const { provider = intercomProvider } = app
  requirePkceAsDescribed(provider, 'codeVerifier', options.codeVerifier)
  const now = options.now ?? Date.now
  const startedAt = now()
  const tokenEndpoint = `${app.hosts.apiBase(options.region)}/auth/eagle/token`
  const server = { issuer: new URL(tokenEndpoint).origin, token_endpoint: tokenEndpoint }
  const client = { client_id: app.clientId }
  const secret = ClientSecretPost(app.clientSecret)
  const parameters = takeParameters(callback)
  const response = await authorizationCodeGrantRequest(
    server,
    client,
    secret,
    parameters,
    app.redirectUri,
    options.codeVerifier ?? nopkce,
    {
      headers: { 'user-agent': USER_AGENT },
      [allowInsecureRequests]: isLoopback(new URL(tokenEndpoint)),
      [customFetch]: async (url, request) => {
        const answer = await send(url, request, options)
        return standardResponse(answer, now)
      },
    },
  )
  try {
    const tokens = await processAuthorizationCodeResponse(server, client, response)
    return {
      accessToken: tokens.access_token,
      ...(tokens.refresh_token !== undefined && { refreshToken: tokens.refresh_token }),
      ...(tokens.expires_in !== undefined && { expiresAt: startedAt + tokens.expires_in * 1_000 }),
    }
  } catch {
    // The library's errors hold the answer.
    throw refusal('intercom.bad_answer', 'Intercom answered without a usable token')
  }
}

async function send(
  url: string,
  request: { body: URLSearchParams; headers: Record<string, string> },
  options: ExchangeOptions,
): Promise<Answer> {
  try {
    return await sendRequest(
      { method: 'POST', url, headers: request.headers, body: request.body.toString() },
      {
        dispatcher: options.dispatcher,
        timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
        bodyBytesMax: BODY_BYTES_MAX,
        signal: options.signal,
      },
    )
  } catch (error) {
    if (!(error instanceof IntercomError)) throw error
    throw new IntercomError(error.code, error.message, { networkCode: error.networkCode, retryable: false })
  }
}

/** Intercom's answer as the one that RFC 6749 §5.1 describes, which is all that the library accepts. */
function standardResponse(answer: Answer, now: () => number): Response {
  const { status } = answer
  if (status >= 400 && status <= 499) {
    throw refusal('intercom.code_rejected', 'Intercom refused the authorization code', answer, now)
  }
  if (status >= 500 && status <= 599) {
    throw refusal('intercom.unavailable', 'Intercom could not exchange the code right now', answer, now)
  }
  if (status < 200 || status > 299) {
    throw refusal(
      'intercom.bad_answer',
      'Intercom answered the exchange with an unexpected status',
      answer,
      now,
    )
  }
  const parsed = tokenAnswerSchema.safeParse(jsonOf(answer))
  if (!parsed.success) {
    throw refusal('intercom.bad_answer', 'Intercom answered without a usable token', answer, now)
  }
  const { access_token, token: intercomToken, token_type, refresh_token, expires_in } = parsed.data
  return Response.json({
    token_type,
    access_token: access_token ?? intercomToken,
    refresh_token: refresh_token ?? undefined,
    expires_in: expires_in ?? undefined,
  })
}

function refusal(code: IntercomErrorCode, message: string, answer?: Answer, now = Date.now): IntercomError {
  const details = answer === undefined ? {} : detailsOf(answer, now)
  return new IntercomError(code, message, { ...details, retryable: false })
}
