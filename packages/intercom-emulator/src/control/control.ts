import type { MovableClock } from '../clock.ts'
import type { DataOfWorkspaces } from '../data/data-of-workspaces.ts'
import { adminsOf } from '../directory.ts'
import type { Directory } from '../directory.ts'
import { Fault } from '../faults/fault.ts'
import type { FaultInput } from '../faults/fault.ts'
import type { FaultList, PendingFault } from '../faults/fault-list.ts'
import type { Grants, TokenRecord, TokenSelector } from '../grants.ts'
import { keptRequests } from '../request-log.ts'
import type { LogWatcher, RequestLog } from '../request-log.ts'
import type { RateLimit, RateLimits } from '../rest/rate-limit.ts'
import { defaultSwitches, parseSwitches } from '../switches.ts'
import type { Switches } from '../switches.ts'
import type { ItemSource } from '../webhooks/items.ts'
import type { Notices } from '../webhooks/notices.ts'
import { ControlError } from './control-error.ts'
import { createNoticeControl } from './notice-control.ts'
import { parseInput } from './parse-input.ts'

/** The end of the year 9999: later dates are written in another way. */
const clockMsMax = 253_402_300_799_999

export type ResetPart =
  'everything' | 'grants' | 'data' | 'faults' | 'switches' | 'requests' | 'rateLimits' | 'notices' | 'clock'

export interface ControlDeps {
  directory: Directory
  data: DataOfWorkspaces
  grants: Grants
  faults: FaultList
  log: RequestLog
  rateLimit: RateLimit
  notices: Notices
  /** What notifications can be about. */
  items: ItemSource
  /** How many items a search looks at where equality does not find them directly. */
  searchScannedMax: number
  clock: MovableClock
  switches: { current: Switches }
}

export type Control = ReturnType<typeof createControl>
export type EmulatorState = ReturnType<Control['state']>

/**
 * Everything that the control API does, as functions. None of it ever gives out a secret, a code or a token, but for
 * `issueToken`, which is for nothing else.
 */
export function createControl(deps: ControlDeps) {
  const { directory, data, grants, faults, log, rateLimit, searchScannedMax, notices, clock, switches } = deps

  function requireApp(clientId: string) {
    const app = directory.app(clientId)
    if (app === undefined) throw new ControlError('app.not_found', `There is no app "${clientId}".`)
    return app
  }

  function requireWorkspace(workspaceId: string) {
    const workspace = directory.workspace(workspaceId)
    if (workspace === undefined) {
      throw new ControlError('workspace.not_found', `There is no workspace "${workspaceId}".`)
    }
    return workspace
  }

  const firstClientId = () => directory.apps[0]?.clientId ?? ''
  const noticeControl = createNoticeControl({
    notices,
    items: deps.items,
    requireApp: (clientId) => requireApp(clientId ?? firstClientId()),
    requireWorkspace,
  })

  return {
    ...noticeControl,

    /** All that the emulator knows at this moment. */
    state: () => ({
      nowMs: clock.now(),
      counters: {
        /** Requests that arrived, whatever became of them. */
        tokenExchanges: log.counters()['POST /auth/eagle/token'],
        me: log.counters()['GET /me'],
        /** Effects: codes that gave a token, and uninstalls by an app. */
        ...grants.counters(),
      },
      apps: directory.apps.map(({ clientId, name, apiVersion, permissions, redirectUris }) => ({
        clientId,
        name,
        apiVersion,
        permissions: permissions.map((permission) => permission.name),
        redirectUris: [...redirectUris],
      })),
      workspaces: directory.workspaces.map((workspace) => ({
        id: workspace.id,
        name: workspace.name,
        region: workspace.region,
        size: { ...workspace.size },
        installs: grants.installs().filter((install) => install.workspaceId === workspace.id),
        /** How many events apps have submitted, of the latest ten thousand. */
        events: data.of(workspace).events.count(),
        /** What each app said last of its installation. */
        installStatuses: data.of(workspace).installStatuses.list(),
        admins: adminsOf(workspace).map(({ id, name, email, emailVerified }) => ({
          id,
          name,
          email,
          emailVerified,
        })),
      })),
      tokens: grants.tokens().map(shownToken),
      switches: { ...switches.current },
      rateLimits: rateLimit.limits(),
      searchScannedMax,
      faults: faults.pending(),
      notices: notices.state(),
    }),

    /**
     * The last thousand requests, oldest first, or only the newest `last` of them; and how often each route was asked
     * since the last reset.
     */
    requests: ({ last = keptRequests }: { last?: number } = {}) => ({
      requests: log.requests(last),
      counters: log.counters(),
    }),

    /** Tells of every request as it arrives and as it is answered; returns the function that ends it. */
    watchRequests: (watcher: LogWatcher): (() => void) => log.watch(watcher),

    /** Goes back to the seed: `everything`, or one part of it. */
    reset(part: ResetPart = 'everything'): void {
      const parts: Record<Exclude<ResetPart, 'everything'>, () => void> = {
        grants: () => grants.reset(),
        data: () => data.reset(),
        faults: () => faults.reset(),
        switches: () => {
          switches.current = defaultSwitches()
        },
        requests: () => {
          log.reset()
          rateLimit.reset()
        },
        rateLimits: () => rateLimit.restore(),
        notices: () => notices.reset(),
        clock: () => clock.reset(),
      }
      if (part !== 'everything') return parts[part]()
      for (const resetPart of Object.values(parts)) resetPart()
    },

    /** Makes a route fail for its next requests. @throws ControlError where the fault is not a valid one */
    addFault(input: FaultInput): PendingFault {
      return faults.add(parseInput(Fault, input))
    },

    /** @throws ControlError where no fault of this id is waiting */
    removeFault(id: string): void {
      if (!faults.remove(id)) throw new ControlError('fault.not_found', `There is no fault "${id}".`)
    },

    /** A token without the steps to it, for tools and tests; the first app's where none is named. */
    issueToken(wanted: { workspaceId: string; adminId: string; clientId?: string | undefined }) {
      const { clientId } = requireApp(wanted.clientId ?? firstClientId())
      const { id: workspaceId } = requireWorkspace(wanted.workspaceId)
      if (directory.admin(workspaceId, wanted.adminId) === undefined) {
        const message = `There is no admin "${wanted.adminId}" in workspace "${workspaceId}".`
        throw new ControlError('admin.not_found', message)
      }
      const holder = { clientId, workspaceId, adminId: wanted.adminId }
      return grants.issueToken(holder, { endsEarlier: switches.current.reauthorisingRevokesPrevious })
    },

    /** Ends tokens as a person would in Intercom; returns how many were alive. */
    revokeTokens: (selector: TokenSelector): number => grants.revoke(selector),

    /** Uninstalls as a person would in Intercom: it is not counted among the uninstalls by an app. */
    uninstallWorkspace(workspaceId: string, options: { clientId?: string | undefined } = {}): boolean {
      const { clientId } = requireApp(options.clientId ?? firstClientId())
      return grants.uninstall(requireWorkspace(workspaceId).id, clientId)
    },

    /**
     * Moves the emulator's clock; returns its time in milliseconds.
     *
     * @throws ControlError for a time outside of the years 1970 to 9999
     */
    moveClock(move: { setMs: number } | { advanceMs: number }): number {
      const timeMs = 'setMs' in move ? move.setMs : clock.now() + move.advanceMs
      if (!(timeMs >= 0 && timeMs <= clockMsMax)) {
        throw new ControlError('request.invalid', 'The clock goes from the year 1970 to the year 9999.')
      }
      if ('setMs' in move) clock.set(move.setMs)
      else clock.advance(move.advanceMs)
      return clock.now()
    },

    /** Changes the named limits (calls a minute) from the next call on; returns both. */
    setRateLimits: (changes: Partial<RateLimits>): RateLimits => rateLimit.change(changes),

    /** Changes the named switches and leaves the others; returns all. @throws ControlError naming a wrong one */
    setSwitches(changes: Partial<Switches>): Switches {
      const parsed = parseSwitches(changes)
      if (!parsed.ok) throw new ControlError('request.invalid', `${parsed.problem}.`)
      switches.current = { ...switches.current, ...parsed.switches }
      return { ...switches.current }
    },
  }
}

function shownToken({ id, clientId, workspaceId, adminId, issuedAtMs, status }: TokenRecord) {
  return { id, clientId, workspaceId, adminId, issuedAtMs, status }
}
