import { recordActivity } from '#api/activity/index.ts'
import type { Clock } from '#api/platform/clock.ts'
import { AppError } from '#api/platform/errors/index.ts'
import { newId, type Random } from '#api/platform/random.ts'
import { revisionPart, type Step, type Store } from '#api/platform/redis/index.ts'
import {
  browsersOf,
  isValid,
  type ListedSession,
  type PresentSession,
  type Sessions,
} from '#api/sessions/index.ts'
import { accountPart, writeAccount, type AccountRecord } from './account-store.ts'

export interface EndBrowsersDeps {
  store: Store
  clock: Clock
  random: Random
  sessions: Sessions
}

/** Whose sessions end: one browser's, every other's, or all with the one that asks. */
export type Whom = { kind: 'one'; lineage: string } | { kind: 'others' } | { kind: 'everyone' }

const triesMax = 10

/**
 * Signs browsers of an account out, for good, in one commit with the activity that tells of it.
 *
 * Only a browser that is itself still signed in at that moment can do so: of two that end each other, one does.
 * A request or a callback of an ended browser that is under way writes nothing of its session any more. `everyone`
 * raises the account's epoch too, so that not even a record that no list knows would open it. Connections stay.
 *
 * @throws AppError `session.required` when the asking browser was signed out meanwhile, `session.not_found` when
 *   `one` is not signed in to this account, `store.unavailable` when the account is written too busily
 */
export async function endBrowsers(
  deps: EndBrowsersDeps,
  by: Pick<PresentSession, 'accountId' | 'lineage'>,
  whom: Whom,
): Promise<void> {
  const { store, sessions, random } = deps
  const { accountId } = by
  for (let tries = 0; tries < triesMax; tries += 1) {
    const [account, before] = await store.readTogether([accountPart(accountId), revisionPart(accountId)])
    if (account === undefined || before === undefined) throw new AppError('session.required')
    const { live, revision } = await sessions.list(accountId)
    // What was read while somebody wrote never was; nothing is decided from it, a refusal neither.
    if (revision !== before) continue
    const steps = stepsOf(deps, { account, live, by, whom })
    if (steps.length === 0) return
    const outcome = await store.commit({ accountId, revision, attempt: newId(random), steps })
    if (outcome.kind === 'gone') throw new AppError('session.required')
    if (outcome.kind === 'committed') return
  }
  throw new AppError('store.unavailable', 'The account was written by others ten times in a row')
}

interface Moment {
  account: AccountRecord
  live: readonly ListedSession[]
  by: Pick<PresentSession, 'lineage'>
  whom: Whom
}

function stepsOf({ clock, sessions }: EndBrowsersDeps, { account, live, by, whom }: Moment): Step[] {
  const now = clock.now()
  const valid = live.filter((session) => isValid(session, { epoch: account.epoch, now }))
  if (!valid.some(({ lineage }) => lineage === by.lineage)) throw new AppError('session.required')
  const isMeant = ({ lineage }: { lineage: string }) =>
    whom.kind === 'one' ? lineage === whom.lineage : whom.kind === 'everyone' || lineage !== by.lineage
  const signedOut = browsersOf(valid.filter(isMeant))
  if (whom.kind === 'one' && signedOut.length === 0) throw new AppError('session.not_found')
  return [
    ...sessions.end(account.id, live.filter(isMeant)),
    ...(whom.kind === 'everyone' ? [writeAccount({ ...account, epoch: account.epoch + 1 })] : []),
    ...signedOut
      .filter(({ lineage }) => lineage !== by.lineage)
      .map(({ userAgent }) =>
        recordActivity(account.id, {
          kind: 'browser_signed_out',
          at: now,
          cause: { by: 'browser', lineage: by.lineage },
          userAgent,
        }),
      ),
  ]
}
