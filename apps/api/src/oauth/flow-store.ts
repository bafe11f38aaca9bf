import { z } from 'zod'
import { limits } from '@latchkey/shared/contract/plain'
import type { Store } from '#api/platform/redis/index.ts'

/** One try to connect, from the click on. Bound to a browser and, if one was signed in, to account and lineage. */
const FlowRecord = z.object({
  /** Digest of the secret in this flow's cookie. */
  browser: z.string(),
  startedAt: z.number(),
  region: z.enum(['us', 'eu', 'au', 'unknown']),
  returnTo: z.string(),
  accountId: z.string().optional(),
  lineage: z.string().optional(),
  /** Present on a reconnect: the connection that it is about. */
  connectionId: z.string().optional(),
})
export type FlowRecord = z.infer<typeof FlowRecord>

/** Where a claimed flow was about to store its connection, so that its end can be told after a crash. */
const Note = z.object({
  accountId: z.string(),
  connectionId: z.string(),
  session: z.lazy(() => IssuedSession),
})
export type Note = z.infer<typeof Note>

/** A session that a flow gave a browser; its cookie is sealed. */
const IssuedSession = z.object({
  accountId: z.string(),
  hash: z.string(),
  sealedCookie: z.string(),
  expiresAt: z.number(),
  issuedAt: z.number(),
})
export type IssuedSession = z.infer<typeof IssuedSession>

const Claim = z.object({ attempt: z.string(), codeHash: z.string(), at: z.number(), note: Note.optional() })
export type Claim = z.infer<typeof Claim>

const Result = z.object({ location: z.string(), session: IssuedSession.optional() })
export type Result = z.infer<typeof Result>

const flowMs = limits.flowSeconds * 1_000

/** TTL: one hour, all three; they share a slot. */
const flowKey = (stateHash: string) => `flow:{${stateHash}}`
const claimKey = (stateHash: string) => `${flowKey(stateHash)}:claim`
const resultKey = (stateHash: string) => `${flowKey(stateHash)}:result`

export async function saveFlow(store: Store, stateHash: string, flow: FlowRecord): Promise<void> {
  await store.run((redis) => redis.set(flowKey(stateHash), JSON.stringify(flow), 'PX', flowMs))
}

/** Reads a flow with its claim and its result, where it has them. */
export async function readFlow(
  store: Store,
  stateHash: string,
): Promise<{ flow: FlowRecord | undefined; claim: Claim | undefined; result: Result | undefined }> {
  const [flow, claim, result] = await store.readTogether([
    { key: flowKey(stateHash), parse: (text) => FlowRecord.parse(JSON.parse(text)) },
    { key: claimKey(stateHash), parse: (text) => Claim.parse(JSON.parse(text)) },
    { key: resultKey(stateHash), parse: (text) => Result.parse(JSON.parse(text)) },
  ])
  return { flow, claim, result }
}

/**
 * Claims a flow for one attempt and answers whose it is: of any number of callers, one finds its own claim.
 *
 * Read back after the write, so that an attempt whose reply was lost finds that it had won.
 */
export async function claimFlow(store: Store, stateHash: string, claim: Claim): Promise<Claim | undefined> {
  const key = claimKey(stateHash)
  await store.run((redis) => redis.set(key, JSON.stringify(claim), 'PX', flowMs, 'NX'))
  const [kept] = await store.readTogether([{ key, parse: (text) => Claim.parse(JSON.parse(text)) }])
  return kept
}

/** Adds to a claim where its connection is about to be stored. Only the claim's winner calls this. */
export async function noteClaim(
  store: Store,
  stateHash: string,
  claim: Claim & { note: Note },
): Promise<void> {
  await store.run((redis) => redis.set(claimKey(stateHash), JSON.stringify(claim), 'PX', flowMs, 'XX'))
}

/** Keeps how a flow ended; the first result stays. */
export async function saveResult(store: Store, stateHash: string, result: Result): Promise<void> {
  await store.run((redis) => redis.set(resultKey(stateHash), JSON.stringify(result), 'PX', flowMs, 'NX'))
}
