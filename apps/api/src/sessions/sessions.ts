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
import { limits } from '@latchkey/shared/contract/plain'
import { formatSessionCookie, parseSessionCookie } from './session-cookie.ts'
import {
  eraseSessions,
  listSessions,
  sessionPart,
  touchSession,
  writeSession,
  type ListedSession,
} from './session-store.ts'
import { createTouchMemory } from './touch-memory.ts'

/** A session that is valid now. */
export interface PresentSession {
  readonly accountId: string
  readonly hash: string
  readonly lineage: string
  readonly epoch: number
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
    /** When it ends however much it is used; by default the absolute limit from now. */
    expiresAt?: number
    /** 256 random bits in base64url. */
    secret: string
    existing: Listing
  }): NewSession
  /** Every session of an account. Fence what is decided from it with a revision read before. */
  list(accountId: string): Promise<Listing>
  /** The steps that end every session of a lineage. */
  endLineage(accountId: string, lineage: string, existing: Listing): Step[]
  /** Gives the browser its session. */
  setCookie(reply: FastifyReply, session: { cookie: string; expiresAt: number }): void
  /** Takes the session and every unfinished flow from the browser. */
  clearCookies(request: FastifyRequest, reply: FastifyReply): void
}

export type Listing = Awaited<ReturnType<typeof listSessions>>

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
    const isValid = record !== undefined && record.epoch === epoch && record.expiresAt > clock.now()
    if (!isValid) return { kind: 'anonymous' }
    const { lineage, expiresAt } = record
    return {
      kind: 'here',
      session: { accountId, hash, lineage, epoch, expiresAt },
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
    begin({ accountId, epoch, lineage = newId(random), secret, existing, ...limit }) {
      const hash = digest(secret)
      const createdAt = clock.now()
      const expiresAt = limit.expiresAt ?? createdAt + maxMs
      const tooMany = oldestOver(existing.live, limits.sessionsMax - 1)
      return {
        hash,
        lineage,
        cookie: formatSessionCookie({ accountId, secret }),
        expiresAt,
        steps: [
          ...eraseSessions(accountId, [...existing.ended, ...tooMany]),
          ...writeSession({
            accountId,
            hash,
            record: { lineage, epoch, createdAt, expiresAt },
            idleMs: Math.min(idleMs, expiresAt - createdAt),
          }),
        ],
      }
    },
    endLineage: (accountId, lineage, existing) =>
      eraseSessions(
        accountId,
        existing.live.filter((session) => session.lineage === lineage).map(({ hash }) => hash),
      ),
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

/** Hashes of the sessions seen longest ago, so that at most `keep` remain. */
function oldestOver(live: readonly ListedSession[], keep: number): string[] {
  const lastSeen = (session: ListedSession) => Math.max(session.seenAt, session.createdAt)
  return [...live]
    .sort((left, right) => lastSeen(right) - lastSeen(left))
    .slice(keep)
    .map(({ hash }) => hash)
}
