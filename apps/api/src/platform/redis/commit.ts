import { createHash } from 'node:crypto'
import { assertTogether } from './parts.ts'
import { wakeChannel } from './wakes.ts'

/** One write: a command whose first argument is the key. Plain data, made by the store that owns the key. */
export interface Step {
  readonly key: string
  readonly command: 'SET' | 'DEL' | 'PEXPIRE' | 'ZADD' | 'ZREM' | 'XADD'
  readonly args: readonly string[]
}

/** What a commit does to one account's slot, all or nothing. */
export interface CommitPlan {
  readonly accountId: string
  /** The account's revision as it was read; `noRevision` for an account that does not exist yet. */
  readonly revision: string
  /** Random id of this try, so that a commit sent again after a lost reply is recognised instead of applied twice. */
  readonly attempt: string
  readonly steps: readonly Step[]
}

/** `conflict`: somebody else committed since the revision was read; `gone`: the account was deleted. */
export type CommitOutcome = { kind: 'committed'; revision: string } | { kind: 'conflict' } | { kind: 'gone' }

/** The revision of an account that nothing was ever committed to. */
export const noRevision = '0'

const revisionKey = (accountId: string) => `{${accountId}}:rev`
const goneKey = (accountId: string) => `{${accountId}}:gone`

/** Reads the revision that a later commit is fenced with. */
export const revisionPart = (accountId: string) => ({
  key: revisionKey(accountId),
  parse: (text: string) => text,
})

/**
 * A revision is `<count>.<attempt of the commit that made it>`. The attempt makes a replay of the latest commit
 * recognisable in the same read that fences it.
 *
 * Whoever watches the account is woken by the commit itself, so that no feature can forget to. A wake-up that Redis
 * refuses undoes nothing: watchers look again by themselves.
 */
export const commitScript = `#!lua
local plan = cjson.decode(ARGV[1])
local current = redis.call('GET', KEYS[1]) or '${noRevision}'
local count = tonumber(string.match(plan.revision, '^%d+'))
local mine = string.format('%d.%s', count + 1, plan.attempt)
if current == mine then return {'committed', mine} end
if redis.call('EXISTS', KEYS[2]) == 1 then return {'gone', ''} end
if current ~= plan.revision then return {'conflict', ''} end
for _, step in ipairs(plan.steps) do
  redis.call(step.command, KEYS[step.key], unpack(step.args))
end
redis.call('SET', KEYS[1], mine)
redis.pcall('PUBLISH', plan.channel, '')
return {'committed', mine}
`

export const commitScriptSha = createHash('sha1').update(commitScript).digest('hex')

/** Turns a plan into what the script takes: every key it touches, declared, and the steps that refer to them. */
export function encodePlan(plan: CommitPlan): { keys: string[]; argument: string } {
  const keys = [revisionKey(plan.accountId), goneKey(plan.accountId)]
  const steps = plan.steps.map((step) => {
    let at = keys.indexOf(step.key)
    if (at === -1) at = keys.push(step.key) - 1
    return { command: step.command, key: at + 1, args: step.args }
  })
  assertTogether(keys)
  const { accountId, revision, attempt } = plan
  return { keys, argument: JSON.stringify({ revision, attempt, channel: wakeChannel(accountId), steps }) }
}

/** Reads the script's reply. */
export function decodeOutcome(reply: unknown): CommitOutcome {
  const [kind, revision] = Array.isArray(reply) ? reply.map(String) : []
  if (kind === 'committed' && revision !== undefined) return { kind, revision }
  if (kind === 'conflict' || kind === 'gone') return { kind }
  throw new Error('The commit script gave a reply it never gives')
}
