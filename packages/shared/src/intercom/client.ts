import { rememberContext } from './call/call-context.ts'
import { createCall, positive } from './call/create-call.ts'
import type { Call } from './call/operation.ts'
import { outgoingRequest } from './call/outgoing-request.ts'
import { createRateBudget } from './call/rate-budget.ts'
import { sleep as sleepOnTimer } from './call/sleep.ts'
import type { IntercomClientOptions } from './client-options.ts'
import { adminOperations } from './operations/admins.ts'
import { appInstallOperations } from './operations/app-install.ts'
import { companyOperations } from './operations/companies.ts'
import { contactOperations } from './operations/contacts/contacts.ts'
import { conversationOperations } from './operations/conversations/conversations.ts'
import { dataAttributeOperations } from './operations/data-attributes.ts'
import { eventOperations } from './operations/events.ts'
import { meOperations } from './operations/me.ts'
import { segmentOperations } from './operations/segments.ts'
import { tagOperations } from './operations/tags.ts'
import { teamOperations } from './operations/teams.ts'
import { uninstallOperations } from './operations/uninstall.ts'
import { fetchSend } from './transport/fetch-attempt.ts'
import { undiciSend } from './transport/undici-attempt.ts'
import { USER_AGENT } from './transport/user-agent.ts'

const DEFAULT_VERSION = '2.16'

/** The operations of the REST API, each `(input, callOptions?)`. */
export type IntercomClient = ReturnType<typeof createIntercomClient>

/**
 * Calls to Intercom's REST API with one token. Redirects are refused, requests are repeated only where that is
 * safe, every call is bounded in time and size, and errors never hold the token or an answer's text.
 *
 * @throws TypeError when the token or the version could not be sent in a header, a limit is not above 0, or
 *   both `fetch` and `dispatcher` are given
 */
export function createIntercomClient(options: IntercomClientOptions) {
  const call = callOf(options)
  return {
    ...meOperations(call),
    admins: adminOperations(call),
    teams: teamOperations(call),
    contacts: contactOperations(call),
    companies: companyOperations(call),
    conversations: conversationOperations(call),
    tags: tagOperations(call),
    segments: segmentOperations(call),
    dataAttributes: dataAttributeOperations(call),
    events: eventOperations(call),
    appInstall: appInstallOperations(call),
    ...uninstallOperations(call),
  }
}

/** The call that every operation of a client goes through. */
export function callOf(options: IntercomClientOptions): Call {
  const { now = Date.now, sleep = sleepOnTimer, random = Math.random } = options
  const budget = options.budget ?? createRateBudget({ now, sleep, random })
  const { origin, pathname } = new URL(options.hosts.apiBase(options.region))
  const basePath = pathname.replace(/\/$/, '')
  const headersOf = createHeaders(options)
  const call = createCall({
    requestOf: (operation, version) =>
      outgoingRequest(operation, { origin, basePath, headers: headersOf(version) }),
    send: sendOf(options),
    budget,
    limits: {
      connectTimeoutMs: positive('connectTimeoutMs', options.connectTimeoutMs ?? 5_000),
      headersTimeoutMs: positive('headersTimeoutMs', options.headersTimeoutMs ?? 20_000),
      bodyTimeoutMs: positive('bodyTimeoutMs', options.bodyTimeoutMs ?? 20_000),
    },
    timeoutMs: positive('timeoutMs', options.timeoutMs ?? 60_000),
    maxRetries: options.maxRetries ?? 2,
    retryDelayMaxMs: positive('retryDelayMaxMs', options.retryDelayMaxMs ?? 5_000),
    rateLimitWaitMaxMs: positive('rateLimitWaitMaxMs', options.rateLimitWaitMaxMs ?? 20_000),
    hooks: options.hooks,
    now,
    sleep,
    random,
  })
  rememberContext(call, { workspace: budget, now, sleep })
  return call
}

function sendOf({ fetch, dispatcher }: IntercomClientOptions): ReturnType<typeof undiciSend> {
  if (fetch === undefined) return undiciSend(dispatcher)
  if (dispatcher !== undefined) throw new TypeError('fetch and dispatcher exclude each other')
  return fetchSend(fetch)
}

/** The headers of every call, by version; made once, because most calls have the same. */
function createHeaders({
  accessToken,
  version: pinned = DEFAULT_VERSION,
}: IntercomClientOptions): (version: string | undefined) => Record<string, string> {
  if (!/^[\x21-\x7e]+$/.test(accessToken)) throw new TypeError('accessToken is empty or not visible ASCII')
  const headersOf = (version: string) => {
    if (!/^[\w.]{1,32}$/.test(version))
      throw new TypeError('version is not one that could be sent in a header')
    return {
      authorization: `Bearer ${accessToken}`,
      accept: 'application/json',
      'accept-encoding': 'gzip',
      'intercom-version': version,
      'user-agent': USER_AGENT,
    }
  }
  const pinnedHeaders = headersOf(pinned)
  return (version) => (version === undefined || version === pinned ? pinnedHeaders : headersOf(version))
}
