import type {} from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '#api/platform/clock.ts'
import type { CookieNames } from '#api/platform/cookies/cookie-names.ts'
import { digest } from '#api/platform/digest.ts'
import { AppError } from '#api/platform/errors/index.ts'
import { newId, type Random } from '#api/platform/random.ts'
import {
  requestBudgetMs,
  type Part,
  type ReadParts,
  type Step,
  type Store,
} from '#api/platform/redis/index.ts'
import type { ActiveSession } from '@latchkey/shared/contract'
import { limits } from '@latchkey/shared/contract/plain'
import { toActiveSession } from './active-session.ts'
import { browsersOf, isValid, lastSeen } from './browsers.ts'
import { formatSessionCookie, parseSessionCookie } from './session-cookie.ts'
import {
  eraseSessions,
  forgetSessions,
  listSessions,
  sessionPart,
  touchSession,
  writeSession,
  type ListedSession,
  type Listing,
} from './session-store.ts'
import { createTouchMemory } from './touch-memory.ts'
import { roughUserAgent } from './user-agent.ts'

const listTriesMax = 10

/** A session that is valid now. */
export interface PresentSession {
  readonly accountId: string
  readonly hash: string
  readonly lineage: string
  readonly epoch: number
  /** When its lineage began. */
  readonly signedInAt: number
  /** When it ends however much it is used. */
  readonly expiresAt: number
}

/** Who a request comes from, with what else was read from the account's slot in the same round trip. */
export type Visitor<Values> =
  { kind: 'anonymous' } | { kind: 'here'; session: PresentSession; values: Values }

/** A session that is about to be written, and the cookie that will open it. */
export interface NewSession {
  readonly hash: string
  readonly lineage: string
  readonly cookie: string
  readonly expiresAt: number
  readonly steps: Step[]
}

export interface Sessions {
  /**
   * Says who a request comes from, in one Redis round trip; without a session cookie in none.
   *
   * `parts` names what else to read from the account's slot.
   */
  read<const Parts extends readonly Part<unknown>[]>(
    request: FastifyRequest,
    parts?: (accountId: string) => Parts,
  ): Promise<Visitor<ReadParts<Parts>>>
  /** As `read`, without counting as use of the session: nothing in Redis changes. */
  peek<const Parts extends readonly Part<unknown>[]>(
    request: FastifyRequest,
    parts?: (accountId: string) => Parts,
  ): Promise<Visitor<ReadParts<Parts>>>
  /** As `read`, for routes that need an account. @throws AppError `session.required` */
  require<const Parts extends readonly Part<unknown>[]>(
    request: FastifyRequest,
    parts?: (accountId: string) => Parts,
  ): Promise<Exclude<Visitor<ReadParts<Parts>>, { kind: 'anonymous' }>>
  /**
   * Makes the steps of a new session; `existing` is what lives in the account now, bounded by ending those seen
   * longest ago. Nothing is written here.
   */
  begin(input: {
    accountId: string
    epoch: number
    lineage?: string
    /** When the lineage began; now, for a new one. */
    signedInAt?: number
    /** What the browser says it is, in our own words. */
    userAgent?: string | undefined
    /** When it ends however much it is used; by default the absolute limit from now. */
    expiresAt?: number
    /** 256 random bits in base64url. */
    secret: string
    existing: Pick<Listing, 'live' | 'ended'>
  }): NewSession
  /** Every session of an account. Fence what is decided from it with a revision read before. */
  list(accountId: string): Promise<Listing>
  /**
   * The browsers that are signed in to a session's account, its own first, as the contract shows them. Sessions found
   * to have ended are forgotten on the way. `revision` is the account's, as read with the session.
   *
   * @throws AppError `store.unavailable` when the account is written too busily to be read in between
   */
  listBrowsers(session: PresentSession, revision: string | undefined): Promise<ActiveSession[]>
  /** What a request's browser says it is, in our own words. */
  userAgentOf(request: FastifyRequest): string | undefined
  /** The steps that end sessions for good. */
  end(accountId: string, sessions: readonly ListedSession[]): Step[]
  /** Gives the browser its session. */
  setCookie(reply: FastifyReply, session: { cookie: string; expiresAt: number }): void
  /** Takes the session and every unfinished flow from the browser. */
  clearCookies(request: FastifyRequest, reply: FastifyReply): void
}

export interface SessionsOptions {
  store: Store
  clock: Clock
  random: Random
  cookies: CookieNames
  idleMs: number
  maxMs: number
  /** Reads the epoch that a session of this account must have; owned by the accounts feature. */
  epochPart: (accountId: string) => Part<number>
}

/** Sessions of signed-in browsers: one cookie, one record, one round trip. */
export function createSessions(options: SessionsOptions): Sessions {
  const { store, clock, random, cookies, idleMs, maxMs, epochPart } = options
  const touches = createTouchMemory()

  const peek: Sessions['peek'] = async (request, parts) => {
    const cookie = parseSessionCookie(request.cookies[cookies.session] ?? '')
    if (cookie === undefined) return { kind: 'anonymous' }
    const { accountId } = cookie
    const hash = digest(cookie.secret)
    const more = parts === undefined ? [] : parts(accountId)
    const [record, epoch, ...values] = await store.readTogether([
      sessionPart(accountId, hash),
      epochPart(accountId),
      ...more,
    ])
    if (record === undefined || !isValid(record, { epoch, now: clock.now() })) return { kind: 'anonymous' }
    const { lineage, expiresAt, createdAt, signedInAt = createdAt } = record
    return {
      kind: 'here',
      session: { accountId, hash, lineage, epoch: record.epoch, signedInAt, expiresAt },
      // The readings of `more`, in its order.
      values: values as ReadParts<ReturnType<NonNullable<typeof parts>>>,
    }
  }

  const touch = ({ accountId, hash, expiresAt }: PresentSession): void => {
    const now = clock.now()
    if (!touches.isDue(hash, now)) return
    const seen = { accountId, hash, seenAt: now, idleMs: Math.min(idleMs, expiresAt - now) }
    // The request neither waits nor pays for it, and a touch that fails is made up for by the next one.
    store.withBudget(requestBudgetMs, () => touchSession(store, seen)).catch(() => touches.forget(hash))
  }

  const forget = (accountId: string, hashes: readonly string[]): void => {
    if (hashes.length === 0) return
    // Nobody waits for it; what stays is forgotten with the next list or the next sign-in.
    store.withBudget(requestBudgetMs, () => forgetSessions(store, accountId, hashes)).catch(() => undefined)
  }

  const read: Sessions['read'] = async (request, parts) => {
    const visitor = await peek(request, parts)
    if (visitor.kind === 'here') touch(visitor.session)
    return visitor
  }

  return {
    peek,
    read,
    async require(request, parts) {
      const visitor = await read(request, parts)
      if (visitor.kind === 'anonymous') throw new AppError('session.required')
      return visitor
    },
    list: (accountId) => listSessions(store, accountId),
    begin({ accountId, epoch, lineage = newId(random), userAgent, secret, existing, ...times }) {
      const hash = digest(secret)
      const createdAt = clock.now()
      const { signedInAt = createdAt, expiresAt = createdAt + maxMs } = times
      const valid = existing.live.filter((session) => isValid(session, { epoch, now: createdAt }))
      const invalid = existing.live.filter((session) => !valid.includes(session))
      const tooMany = oldestOver(valid, limits.sessionsMax - 1)
      const record = { lineage, epoch, createdAt, signedInAt, expiresAt }
      return {
        hash,
        lineage,
        cookie: formatSessionCookie({ accountId, secret }),
        expiresAt,
        steps: [
          ...eraseSessions(accountId, [...existing.ended, ...hashesOf([...invalid, ...tooMany])]),
          ...writeSession({
            accountId,
            hash,
            record: userAgent === undefined ? record : { ...record, userAgent },
            idleMs: Math.min(idleMs, expiresAt - createdAt),
          }),
        ],
      }
    },
    async listBrowsers({ accountId, lineage, epoch }, revision) {
      const now = clock.now()
      const { live, ended } = await listUnmoved(store, accountId, revision)
      // An epoch only rises: a session of a later one began meanwhile and is not ours to judge.
      const over = live.filter((session) => session.epoch < epoch || session.expiresAt <= now)
      forget(accountId, [...ended, ...hashesOf(over)])
      return browsersOf(live.filter((session) => isValid(session, { epoch, now })))
        .map((browser) => toActiveSession(browser, { current: browser.lineage === lineage, now, idleMs }))
        .sort((left, right) => Number(right.current) - Number(left.current))
    },
    userAgentOf: (request) => roughUserAgent(request.headers['user-agent']),
    end: (accountId, ending) => eraseSessions(accountId, hashesOf(ending)),
    setCookie(reply, { cookie, expiresAt }) {
      const maxAge = Math.max(0, Math.floor((expiresAt - clock.now()) / 1_000))
      reply.setCookie(cookies.session, cookie, { ...cookies.attributes, maxAge })
    },
    clearCookies(request, reply) {
      const ours = Object.keys(request.cookies).filter((name) => cookies.flowIdOf(name) !== undefined)
      for (const name of [cookies.session, ...ours]) reply.clearCookie(name, cookies.attributes)
    },
  }
}

/** Lists the sessions of an account at one moment: again for as long as somebody writes between the reads. */
async function listUnmoved(store: Store, accountId: string, revision: string | undefined): Promise<Listing> {
  let before = revision
  for (let tries = 0; tries < listTriesMax; tries += 1) {
    const listing = await listSessions(store, accountId)
    if (listing.revision === before) return listing
    before = listing.revision
  }
  throw new AppError('store.unavailable', 'The account was written by others while it was read, ten times')
}

/** The sessions seen longest ago, so that at most `keep` remain. */
function oldestOver(sessions: readonly ListedSession[], keep: number): ListedSession[] {
  return [...sessions].sort((left, right) => lastSeen(right) - lastSeen(left)).slice(keep)
}

const hashesOf = (sessions: readonly ListedSession[]) => sessions.map(({ hash }) => hash)
