import type { Clock } from './clock.ts'
import { fingerprint, makeCode, makeToken } from './secret-values.ts'
import type { RandomBytes } from './secret-values.ts'

const codeLifeMs = 5 * 60 * 1000
/** Codes that are remembered; an older one is unknown instead of used or expired. */
const keptCodes = 10_000

export interface Holder {
  clientId: string
  workspaceId: string
  adminId: string
}

export type TokenStatus = 'active' | 'revoked' | 'superseded' | 'uninstalled'

export interface TokenRecord extends Holder {
  id: string
  fingerprint: string
  issuedAtMs: number
  status: TokenStatus
}

export interface Install {
  clientId: string
  workspaceId: string
  installedAtMs: number
}

/** What outlives a restart. */
export interface SavedGrants {
  tokens: TokenRecord[]
  installs: Install[]
  tokensIssued: number
}

/** What is to be checked before a code gives a token. */
export interface IssuedCode extends Holder {
  /** The flow's S256 challenge, where one was demanded. */
  codeChallenge?: string
}

interface CodeRecord extends IssuedCode {
  issuedAtMs: number
  used: boolean
}

export type CodeAnswer =
  { kind: 'good'; holder: Holder } | { kind: 'unknown' } | { kind: 'used' } | { kind: 'expired' }

/** Which tokens to end: exactly one by its id or value, or all that match. */
export type TokenSelector =
  { tokenId: string } | { token: string } | { workspaceId: string; adminId?: string; clientId?: string }

export type Grants = ReturnType<typeof createGrants>

/**
 * Keeps who let which app into which workspace: codes, tokens, installs. Codes and tokens are kept as fingerprints
 * only. `onChange` runs, before the caller goes on, after every change to what outlives a restart; then `onAccessLost`,
 * where a workspace uninstalled an app or ended tokens of it by any means (Intercom, "Installing and uninstalling apps").
 */
export function createGrants(deps: {
  clock: Clock
  random: RandomBytes
  onChange: () => void
  onAccessLost?: (lost: { clientId: string; workspaceId: string }) => void
}) {
  const { clock, random, onChange, onAccessLost = () => {} } = deps
  const codes = new Map<string, CodeRecord>()
  const tokens = new Map<string, TokenRecord>()
  let installs: Install[] = []
  let tokensIssued = 0
  let codesExchanged = 0
  let uninstalls = 0

  function install({ clientId, workspaceId }: Holder) {
    const known = installs.some((one) => one.clientId === clientId && one.workspaceId === workspaceId)
    if (!known) installs.push({ clientId, workspaceId, installedAtMs: clock.now() })
  }

  function end(status: TokenStatus, matches: (token: TokenRecord) => boolean): TokenRecord[] {
    const ended = [...tokens.values()].filter((token) => token.status === 'active' && matches(token))
    for (const token of ended) token.status = status
    return ended
  }

  return {
    /** A code for one exchange by the holder's client within five minutes. */
    issueCode(issued: IssuedCode): string {
      const code = makeCode(random)
      codes.set(fingerprint(code), { ...issued, issuedAtMs: clock.now(), used: false })
      const [oldest] = codes.size > keptCodes ? codes.keys() : []
      if (oldest !== undefined) codes.delete(oldest)
      install(issued)
      onChange()
      return code
    },

    /** Uses a code up. One of another client or flow is unknown to this one and stays usable by its own. */
    redeemCode(code: string, clientId: string, mayRedeem: (issued: IssuedCode) => boolean): CodeAnswer {
      const record = codes.get(fingerprint(code))
      if (record === undefined || record.clientId !== clientId || !mayRedeem(record)) {
        return { kind: 'unknown' }
      }
      if (record.used) return { kind: 'used' }
      if (clock.now() - record.issuedAtMs >= codeLifeMs) return { kind: 'expired' }
      record.used = true
      codesExchanged += 1
      return {
        kind: 'good',
        holder: { clientId, workspaceId: record.workspaceId, adminId: record.adminId },
      }
    },

    /** The only moment at which the token itself is known. */
    issueToken(holder: Holder, options: { endsEarlier: boolean }): { id: string; token: string } {
      if (options.endsEarlier) end('superseded', (token) => sameHolder(token, holder))
      const token = makeToken(random)
      tokensIssued += 1
      const id = `token-${tokensIssued}`
      const print = fingerprint(token)
      tokens.set(print, { ...holder, id, fingerprint: print, issuedAtMs: clock.now(), status: 'active' })
      install(holder)
      onChange()
      return { id, token }
    },

    findToken: (token: string): TokenRecord | undefined => tokens.get(fingerprint(token)),

    /** Ends the chosen tokens; returns how many were alive. */
    revoke(selector: TokenSelector): number {
      const ended = end('revoked', (token) => selects(selector, token))
      onChange()
      const places = new Map(ended.map((token) => [`${token.clientId} ${token.workspaceId}`, token]))
      for (const { clientId, workspaceId } of places.values()) onAccessLost({ clientId, workspaceId })
      return ended.length
    },

    /**
     * Removes the app from the whole workspace: every admin's tokens end, and so do codes not yet exchanged.
     * Returns whether it was installed.
     */
    uninstall(workspaceId: string, clientId: string): boolean {
      const before = installs.length
      installs = installs.filter((one) => one.clientId !== clientId || one.workspaceId !== workspaceId)
      end('uninstalled', (token) => token.clientId === clientId && token.workspaceId === workspaceId)
      for (const [print, code] of codes) {
        if (code.clientId === clientId && code.workspaceId === workspaceId) codes.delete(print)
      }
      onChange()
      const wasInstalled = installs.length < before
      if (wasInstalled) onAccessLost({ clientId, workspaceId })
      return wasInstalled
    },

    /** Counts an uninstall that an app asked for itself. */
    countUninstall() {
      uninstalls += 1
    },

    tokens: (): TokenRecord[] => [...tokens.values()],
    installs: (): Install[] => [...installs],
    counters: () => ({ codesExchanged, uninstalls }),

    reset() {
      codes.clear()
      tokens.clear()
      installs = []
      tokensIssued = 0
      codesExchanged = 0
      uninstalls = 0
      onChange()
    },

    save: (): SavedGrants => ({ tokens: [...tokens.values()], installs, tokensIssued }),

    load(saved: SavedGrants) {
      for (const token of saved.tokens) tokens.set(token.fingerprint, { ...token })
      installs = [...saved.installs]
      tokensIssued = saved.tokensIssued
    },
  }
}

function sameHolder(left: Holder, right: Holder): boolean {
  return (
    left.clientId === right.clientId &&
    left.workspaceId === right.workspaceId &&
    left.adminId === right.adminId
  )
}

function selects(selector: TokenSelector, token: TokenRecord): boolean {
  if ('tokenId' in selector) return token.id === selector.tokenId
  if ('token' in selector) return token.fingerprint === fingerprint(selector.token)
  return (
    token.workspaceId === selector.workspaceId &&
    (selector.adminId === undefined || token.adminId === selector.adminId) &&
    (selector.clientId === undefined || token.clientId === selector.clientId)
  )
}
