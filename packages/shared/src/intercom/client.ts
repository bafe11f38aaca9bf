import type { Dispatcher } from 'undici'
import { intercomAgent } from './transport/agent.ts'
import { jsonOf, refusalOf } from './transport/answer.ts'
import type { IntercomHosts } from './hosts.ts'
import { IntercomError } from './intercom-error.ts'
import { meSchema } from './operations/me.ts'
import type { Me } from './operations/me.ts'
import type { Region } from './region.ts'
import { sendRequest } from './transport/send-request.ts'
import type { Answer, OutgoingRequest } from './transport/send-request.ts'
import { USER_AGENT } from './transport/user-agent.ts'

const TIMEOUT_MS = 5_000
const BODY_BYTES_MAX = 1_048_576
const DEFAULT_VERSION = '2.16'

export interface IntercomClientOptions {
  /** Lives in the client's closure only: make a client per call, and let it go with it. */
  accessToken: string
  /** Chooses the host; `unknown` uses the routing host. */
  region: Region
  hosts: IntercomHosts
  /** Sent as `Intercom-Version` with every call, because without it the app's own setting decides. Default 2.16. */
  version?: string
  /** Default: the shared pool. */
  dispatcher?: Dispatcher
  /** For each call, its body included. Default 5,000. */
  timeoutMs?: number
  /** Unix milliseconds; default `Date.now`. */
  now?: () => number
}

export interface CallOptions {
  signal?: AbortSignal
}

export interface IntercomClient {
  /**
   * Who the token belongs to. Tried once: whether to try again is the caller's decision (`retryable`).
   *
   * @throws IntercomError: one per status (401 `unauthorized`, 402 and 403 `forbidden`, 404 and 410
   *   `not_found`, 429 `rate_limited`, 408 and 5xx `unavailable`, other 4xx `invalid`), `bad_answer` (a
   *   redirect, not JSON, without an id, over 1 MiB), `unavailable` (network), `timeout`, `aborted`
   * @see Intercom, "Identify an admin"
   */
  me: (options?: CallOptions) => Promise<Me>
  /**
   * Removes the app from the whole workspace, for everyone in it, and with it every token of it: never call
   * it to tidy up. Any 2xx is success (the answer is not documented). Tried once; a 401 may mean that the app
   * is already gone, which a `me` tells.
   *
   * @throws IntercomError as `me` does
   * @see Intercom, "Installing and uninstalling apps"
   */
  uninstall: (options?: CallOptions) => Promise<void>
}

/**
 * Calls to Intercom's REST API with one token. Redirects are refused, nothing is repeated, every call is
 * bounded in time and size, and errors never hold the token or an answer's text.
 *
 * @throws TypeError when the token could not be sent in a header
 */
export function createIntercomClient(options: IntercomClientOptions): IntercomClient {
  const { accessToken, hosts, region, version = DEFAULT_VERSION, now = Date.now } = options
  if (!/^[\x21-\x7e]+$/.test(accessToken)) throw new TypeError('accessToken is empty or not visible ASCII')
  const headers = {
    authorization: `Bearer ${accessToken}`,
    accept: 'application/json',
    'accept-encoding': 'gzip',
    'intercom-version': version,
    'user-agent': USER_AGENT,
  }

  async function call(
    request: { method: OutgoingRequest['method']; path: string; json?: unknown },
    { signal }: CallOptions,
  ): Promise<Answer> {
    const isJson = request.json !== undefined
    const answer = await sendRequest(
      {
        method: request.method,
        url: `${hosts.apiBase(region)}${request.path}`,
        headers: isJson ? { ...headers, 'content-type': 'application/json' } : headers,
        body: isJson ? JSON.stringify(request.json) : undefined,
      },
      {
        dispatcher: options.dispatcher ?? intercomAgent(),
        timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
        bodyBytesMax: BODY_BYTES_MAX,
        signal,
      },
    )
    if (answer.status < 200 || answer.status > 299) throw refusalOf(answer, now)
    return answer
  }

  return {
    async me(callOptions = {}) {
      const answer = await call({ method: 'GET', path: '/me' }, callOptions)
      const parsed = meSchema.safeParse(jsonOf(answer))
      if (parsed.success) return parsed.data
      throw new IntercomError('intercom.bad_answer', 'Intercom did not say who the token belongs to', {
        status: answer.status,
      })
    },
    async uninstall(callOptions = {}) {
      await call({ method: 'POST', path: '/auth/uninstall', json: {} }, callOptions)
    },
  }
}
