import type {} from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { limits } from '@latchkey/shared/contract/plain'
import type { CookieNames } from '#api/platform/cookies/cookie-names.ts'
import { digest, sameSecret } from '#api/platform/digest.ts'

interface Exchange {
  request: FastifyRequest
  reply: FastifyReply
  cookies: CookieNames
}

/** Enough of the state's hash to tell a browser's flows apart; the secret in the cookie is what binds. */
const flowIdOf = (stateHash: string) => stateHash.slice(0, 16)

/**
 * `<milliseconds since 1970>.<256 random bits>`, and `.done` once the flow has ended. It stays for an hour then, as the result does, so
 * that the same callback again, as the back button makes it, finds its first result.
 */
const shape = /^(\d{1,15})\.([\w-]{43})(\.done)?$/

/** Binds a browser to a new flow; of the flows it has, the oldest unfinished one beyond four others is given up. */
export function setFlowCookie(
  { request, reply, cookies }: Exchange,
  flow: { stateHash: string; secret: string; startedAt: number },
): void {
  const held = Object.entries(request.cookies)
    .filter(([name]) => cookies.flowIdOf(name) !== undefined)
    .map(([name, value]) => ({ name, parts: shape.exec(value ?? '') }))
    .sort((left, right) => Number(right.parts?.[1] ?? 0) - Number(left.parts?.[1] ?? 0))
  const unfinished = held.filter(({ parts }) => parts !== null && parts[3] === undefined)
  const others = held.filter((entry) => !unfinished.includes(entry))
  const givenUp = [
    ...unfinished.slice(limits.unfinishedFlowsMax - 1),
    ...others.slice(limits.unfinishedFlowsMax),
  ]
  for (const { name } of givenUp) reply.clearCookie(name, cookies.attributes)
  const value = `${flow.startedAt}.${flow.secret}`
  reply.setCookie(cookies.flow(flowIdOf(flow.stateHash)), value, {
    ...cookies.attributes,
    maxAge: limits.stateSeconds,
  })
}

/** Whether this browser started the flow. */
export function holdsFlow(...which: Parameters<typeof heldSecret>): boolean {
  return heldSecret(...which) !== undefined
}

/** The secret whose digest the flow keeps, from the browser that started it; undefined from any other. */
export function heldSecret(
  { request, cookies }: Pick<Exchange, 'request' | 'cookies'>,
  { stateHash, browser }: { stateHash: string; browser: string },
): string | undefined {
  const [, , secret] = shape.exec(request.cookies[cookies.flow(flowIdOf(stateHash))] ?? '') ?? []
  return secret !== undefined && sameSecret(digest(secret), browser) ? secret : undefined
}

/** Marks a flow as ended in the browser, or lets the browser hold it for as long as a question about it is open. */
export function settleFlowCookie(
  { request, reply, cookies }: Exchange,
  { stateHash, cookie }: { stateHash: string; cookie: 'finish' | 'renew' },
): void {
  const name = cookies.flow(flowIdOf(stateHash))
  const [, startedAt, secret] = shape.exec(request.cookies[name] ?? '') ?? []
  if (startedAt === undefined || secret === undefined) return
  const value = `${startedAt}.${secret}${cookie === 'finish' ? '.done' : ''}`
  reply.setCookie(name, value, {
    ...cookies.attributes,
    maxAge: cookie === 'finish' ? limits.flowSeconds : limits.pendingSeconds,
  })
}
