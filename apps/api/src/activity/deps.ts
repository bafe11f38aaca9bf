import type { FastifyRequest } from 'fastify'
import type { Clock } from '#api/platform/clock.ts'
import type { Random } from '#api/platform/random.ts'
import type { Part, ReadParts, Store } from '#api/platform/redis/index.ts'

/** A signed-in browser, as far as activity is concerned. */
export interface Viewer {
  readonly accountId: string
  readonly hash: string
  readonly lineage: string
}

/** What the reading of activity works with. Who asks is known by features above this one, which pass it in. */
export interface ActivityDeps {
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
  readonly sessions: {
    /** @throws AppError `session.required` */
    require<const Parts extends readonly Part<unknown>[]>(
      request: FastifyRequest,
      parts?: (accountId: string) => Parts,
    ): Promise<{ session: Viewer; values: ReadParts<Parts> }>
  }
  /** Whether a browser that was signed in still is. */
  readonly lives: (viewer: Viewer) => Promise<boolean>
  /** Reads the connections of an account, tombstones included. */
  readonly connectionsPart: (accountId: string) => Part<readonly { readonly id: string }[]>
  /** Live streams that are open at once, of one account and in all, in this process. */
  readonly streamsMax: { readonly perAccount: number; readonly inAll: number }
}
