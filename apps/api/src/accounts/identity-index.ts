import { digest } from '#api/platform/digest.ts'
import { newId, type Random } from '#api/platform/random.ts'
import { noRevision, revisionPart, StoreUnavailable, type Store } from '#api/platform/redis/index.ts'
import { accountPart, type AccountRecord } from './account-store.ts'
import { findIdentity, type IdentityKey } from './identity.ts'

/**
 * Which account an identity belongs to. `free` means nobody's; an account that a stopped connect had only begun to
 * make is nobody's either.
 */
export type Ownership = { kind: 'free' } | { kind: 'owned'; account: AccountRecord }

/** No TTL: a hint lives as long as the identity. It may dangle, so what it says is checked against the account. */
const identityKey = ({ workspaceId, adminId }: IdentityKey) =>
  `identity:{${digest(JSON.stringify([workspaceId, adminId]))}}`

const replaceScript = `#!lua
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2])
return 1
`

const triesMax = 10

/** Hints from identities to accounts; the account slot decides. */
export interface IdentityIndex {
  /** Who an identity belongs to now. */
  ownerOf(identity: IdentityKey): Promise<Ownership>
  /**
   * Points an identity at an account that is about to take it.
   *
   * Answers the account to use: the wanted one, or the one that has the identity already. With `joinBegun`, also an
   * account that another first connect of the same identity has begun and not stored yet, so that both end in one.
   *
   * Whoever finds a hint to an account without the identity raises that account's revision before taking the hint:
   * a commit that was about to add it there is refused, looks again, and finds the new owner.
   */
  claim(identity: IdentityKey, wanted: { accountId: string; joinBegun: boolean }): Promise<string>
}

export function createIdentityIndex({ store, random }: { store: Store; random: Random }): IdentityIndex {
  const readAccount = async (accountId: string) => {
    const [account, revision = noRevision] = await store.readTogether([
      accountPart(accountId),
      revisionPart(accountId),
    ])
    return { account, revision }
  }

  const replace = async (key: string, hint: string, wanted: string): Promise<boolean> =>
    (await store.run((redis) => redis.eval(replaceScript, 1, key, hint, wanted))) === 1

  return {
    async ownerOf(identity) {
      const hint = await store.run((redis) => redis.get(identityKey(identity)))
      if (hint === null) return { kind: 'free' }
      const { account } = await readAccount(accountOf(hint))
      const has = account !== undefined && findIdentity(account, identity) !== undefined
      return has ? { kind: 'owned', account } : { kind: 'free' }
    },
    async claim(identity, { accountId: wantedAccountId, joinBegun }) {
      const key = identityKey(identity)
      for (let tries = 0; tries < triesMax; tries += 1) {
        // Different each time, so that nobody who read an earlier hint can replace this one.
        const wanted = `${wantedAccountId}.${newId(random)}`
        const hint = await store.run((redis) => redis.set(key, wanted, 'NX', 'GET'))
        if (hint === null) return wantedAccountId
        const { account, revision } = await readAccount(accountOf(hint))
        if (account !== undefined && findIdentity(account, identity) !== undefined) return account.id
        if (accountOf(hint) === wantedAccountId) {
          // Ours, and not stored yet: renewed, so that nobody who has read it before can take it any more.
          if (await replace(key, hint, wanted)) return wantedAccountId
          continue
        }
        if (joinBegun && account === undefined && revision === noRevision) return accountOf(hint)
        const fence = { accountId: accountOf(hint), revision, attempt: newId(random), steps: [] }
        const fenced = await store.commit(fence)
        if (fenced.kind === 'conflict') continue
        if (await replace(key, hint, wanted)) return wantedAccountId
      }
      throw new StoreUnavailable('contention')
    },
  }
}

function accountOf(hint: string): string {
  return hint.split('.', 1)[0] ?? ''
}
