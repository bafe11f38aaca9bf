import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
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
import type { RandomBytes } from './secret-values.ts'
import { seed as defaultSeed } from './seed.ts'
import type { Seed } from './seed.ts'
import { readStateFile, writeStateFile } from './state-file.ts'
import { defaultSwitches } from './switches.ts'

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
 * @throws Error for a redirect URI that may not be registered, a size that is not one, or a port that is taken
 *   (`EADDRINUSE`)
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
  })
  if (stateFile !== undefined) {
    const saved = readStateFile(stateFile)
    if (saved !== undefined) grants.load(saved)
    // Shows at the start, not at the first token, that the file can be written.
    writeStateFile(stateFile, grants.save())
  }

  const deps = {
    directory,
    grants,
    clock,
    data: createDataOfWorkspaces({ clock, random }),
    faults: createFaultList({ random }),
    log: createRequestLog(),
    searchScannedMax: options.searchScannedMax ?? scannedItemsMax,
    rateLimit: createRateLimit({ clock, limits: { ...defaultRateLimits, ...options.rateLimits } }),
    switches: { current: defaultSwitches() },
  }
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
    close: () => app.close(),
  }
}

function checkedRedirectUris(redirectUris: readonly string[]): [string, ...string[]] {
  const problem = redirectUris.map(redirectUriProblem).find((one) => one !== undefined)
  if (problem !== undefined) throw new Error(problem)
  const [first, ...others] = redirectUris
  if (first === undefined) throw new Error('At least one redirect URI must be registered.')
  return [first, ...others]
}
