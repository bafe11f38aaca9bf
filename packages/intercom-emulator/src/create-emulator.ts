import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import { buildApp } from './app.ts'
import { answerConsent, consentUrl } from './authorize.ts'
import type { AuthorizeRequest } from './authorize.ts'
import { createMovableClock } from './clock.ts'
import type { Clock, MovableClock } from './clock.ts'
import { createControl } from './control/control.ts'
import type { Control } from './control/control.ts'
import { createDataOfWorkspaces } from './data/data-of-workspaces.ts'
import { createDirectory } from './directory.ts'
import type { WorkspaceSizes } from './directory.ts'
import { createFaultList } from './faults/fault-list.ts'
import { createGrants } from './grants.ts'
import { defaultRedirectUri, redirectUriProblem } from './redirect-uris.ts'
import { createRequestLog } from './request-log.ts'
import { createRateLimit, defaultRateLimits } from './rest/rate-limit.ts'
import type { RateLimits } from './rest/rate-limit.ts'
import { scannedItemsMax } from './search/search-source.ts'
import { createOperations } from './rest/operations.ts'
import type { RandomBytes } from './secret-values.ts'
import { seed as defaultSeed } from './seed.ts'
import type { Seed } from './seed.ts'
import { readStateFile, writeStateFile } from './state-file.ts'
import { defaultSwitches } from './switches.ts'
import { itemsByRest } from './webhooks/items-by-rest.ts'
import { NoticeChanges } from './webhooks/notice-settings.ts'
import { createNotices } from './webhooks/notices.ts'

export interface EmulatorOptions {
  /** 0, the default, takes a free one. */
  port?: number
  /** The address to listen at; `127.0.0.1` by default. */
  host?: string
  /** The time under the emulator's own clock; the computer's by default. */
  clock?: Clock
  random?: RandomBytes
  /** Registered for every app, the first one as default. */
  redirectUris?: readonly string[]
  seed?: Seed
  /** Calls a minute, each at least 1; Intercom's own by default: 10,000 of an app and 25,000 of a workspace. */
  rateLimits?: Partial<RateLimits>
  /** How many items, the newest first, a search looks at where equality does not find them directly; 20,000 by default. */
  searchScannedMax?: number
  /**
   * How many contacts, companies and conversations workspaces start with, by workspace id:
   * `{ harbour1: { contacts: 1_000_000 } }`. The seed's by default. Starting takes no longer for more.
   */
  sizes?: WorkspaceSizes
  /**
   * What every app has set in the Developer Hub about what Intercom sends by itself: addresses for webhooks, uninstall
   * notices and health checks, https or on this computer, and topics. None by default.
   */
  notices?: NoticeChanges
  /** For each request that the emulator makes by itself, in real milliseconds; 5,000, as Intercom's, by default. */
  noticeTimeoutMs?: number
  /** Where tokens (as fingerprints) and installs are kept over restarts; in memory only by default. */
  stateFile?: string
}

export interface Emulator {
  /** Without a slash at the end. */
  url: string
  port: number
  clock: MovableClock
  control: Control & {
    /** Answers the consent page over real HTTP; returns where it redirects to. */
    authorize(request: AuthorizeRequest): Promise<string>
  }
  /** Stops listening and ends every connection, hanging ones too. */
  close(): Promise<void>
}

/**
 * Starts an emulator and resolves once it listens.
 *
 * @throws Error for a redirect URI or a notice address that may not be registered, a size that is not one, or a port
 *   that is taken (`EADDRINUSE`)
 * @throws StateFileError for a state file that cannot be used
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { random = randomBytes, stateFile } = options
  const clock = createMovableClock(options.clock ?? Date)
  const directory = createDirectory(options.seed ?? defaultSeed, {
    redirectUris: checkedRedirectUris(options.redirectUris ?? [defaultRedirectUri]),
    sizes: options.sizes,
  })
  const grants = createGrants({
    clock,
    random,
    onChange: () => {
      if (stateFile !== undefined) writeStateFile(stateFile, grants.save())
    },
    onAccessLost: (place) => notices.accessLost(place),
  })
  if (stateFile !== undefined) {
    const saved = readStateFile(stateFile)
    if (saved !== undefined) grants.load(saved)
    // Shows at the start, not at the first token, that the file can be written.
    writeStateFile(stateFile, grants.save())
  }

  const switches = { current: defaultSwitches() }
  const notices = createNotices({
    directory,
    clock,
    random,
    switches: () => switches.current,
    initial: checkedNotices(options.notices ?? {}),
    timeoutMs: options.noticeTimeoutMs ?? noticeTimeoutMs,
  })
  const data = createDataOfWorkspaces({ clock, random })
  const parts = {
    directory,
    grants,
    clock,
    data,
    faults: createFaultList({ random }),
    log: createRequestLog(),
    searchScannedMax: options.searchScannedMax ?? scannedItemsMax,
    rateLimit: createRateLimit({ clock, limits: { ...defaultRateLimits, ...options.rateLimits } }),
    switches,
    notices,
  }
  const operations = createOperations({ ...parts, switches: () => switches.current })
  const deps = { ...parts, items: itemsByRest(operations) }
  const control = createControl(deps)
  const app = await buildApp({ ...deps, control, random })
  await app.listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1' })
  // Listening on a port, not a pipe, so the address is an object.
  const { port } = app.server.address() as AddressInfo
  const url = `http://${options.host ?? '127.0.0.1'}:${port}`
  return {
    url,
    port,
    clock,
    control: {
      ...control,
      authorize: (request) => answerConsent(consentUrl(url, request), request),
    },
    close: () => {
      notices.close()
      return app.close()
    },
  }
}

const noticeTimeoutMs = 5_000

function checkedNotices(changes: NoticeChanges): NoticeChanges {
  const parsed = NoticeChanges.safeParse(changes)
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error))
  return parsed.data
}

function checkedRedirectUris(redirectUris: readonly string[]): [string, ...string[]] {
  const problem = redirectUris.map(redirectUriProblem).find((one) => one !== undefined)
  if (problem !== undefined) throw new Error(problem)
  const [first, ...others] = redirectUris
  if (first === undefined) throw new Error('At least one redirect URI must be registered.')
  return [first, ...others]
}
