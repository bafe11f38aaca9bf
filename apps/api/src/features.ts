import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { intercomHosts, intercomProvider, type OAuthProvider } from '@latchkey/shared/intercom'
import { accountsRoutes, browsersRoutes, createIdentityIndex, epochPart } from '#api/accounts/index.ts'
import { activityRoutes } from '#api/activity/index.ts'
import { checkConnection, connectionsPart, connectionsRoutes } from '#api/connections/index.ts'
import { oauthRoutes, type OAuthDeps } from '#api/oauth/index.ts'
import { clearMalformedCookie, createSessions, lineageLives, sessionsRoutes } from '#api/sessions/index.ts'
import { createKeyRing } from '#api/tokens/index.ts'
import type { Clock } from '#api/platform/clock.ts'
import { cookieNames } from '#api/platform/cookies/cookie-names.ts'
import type { JobHandler } from '#api/platform/schedule/index.ts'
import type { ServerDeps } from '#api/platform/server.ts'

const hourMs = 3_600_000

/** Live streams that one process keeps open: of one account, whose browsers open one for each page, and in all. */
const streamsMax = { perAccount: 60, inAll: 2_000 }

export interface FeatureDeps extends ServerDeps {
  readonly clock: Clock
  /** Called after each numbered step of storing a connection; a test stops the process there. */
  readonly afterStep?: OAuthDeps['afterStep'] | undefined
  /** What the authorisation server can do; Intercom as documented, unless a test has one that can do more. */
  readonly provider?: OAuthProvider | undefined
}

/** Every feature, made from its collaborators: the routes in reading order, and the work that is done later. */
export function createFeatures({ config, store, random, clock, afterStep, provider }: FeatureDeps): {
  routes: FastifyPluginAsyncZod[]
  jobs: Record<string, JobHandler>
} {
  const cookies = cookieNames(config.publicUrl)
  const sessions = createSessions({
    store,
    clock,
    random,
    cookies,
    epochPart,
    idleMs: config.session.idleHours * hourMs,
    maxMs: config.session.maxDays * 24 * hourMs,
  })
  const { clientId, clientSecret, redirectUri, apiVersion, appUrl, apiUrl } = config.intercom
  const hosts = intercomHosts({ appUrl, apiUrl })
  const keyRing = createKeyRing({ keys: config.tokenKeys, random })
  const connections = { store, clock, random, keyRing, intercom: { hosts, version: apiVersion } }
  const oauth: OAuthDeps = {
    ...connections,
    sessions,
    cookies,
    identities: createIdentityIndex({ store, random }),
    app: { clientId, clientSecret, redirectUri, hosts, provider: provider ?? intercomProvider },
    webUrl: config.webUrls[0],
    afterStep: afterStep ?? (() => Promise.resolve()),
  }
  return {
    routes: [
      clearMalformedCookie({ cookies }),
      sessionsRoutes({ store, sessions, random }),
      accountsRoutes({ sessions }),
      browsersRoutes({ store, clock, random, sessions }),
      oauthRoutes(oauth),
      connectionsRoutes({ ...connections, sessions }),
      activityRoutes({
        store,
        clock,
        random,
        sessions,
        connectionsPart,
        lives: (viewer) => lineageLives({ store, clock, epochPart }, viewer),
        streamsMax,
      }),
    ],
    jobs: { check: checkConnection(connections) },
  }
}
