import type { Answer, Body, Params, Query } from '@latchkey/shared/contract'
import { operations, type OperationId } from '@latchkey/shared/contract/plain'
import { ProblemError, readProblem } from './problem-error.ts'

type Part<Key extends string, Value> = [Value] extends [undefined]
  ? { [K in Key]?: never }
  : { [K in Key]: Value }
type Optional<Key extends string, Value> = [Value] extends [undefined]
  ? { [K in Key]?: never }
  : { [K in Key]?: Value }

/** What an operation takes, by the contract: path parameters and body where it has them, query if wanted. */
export type CallInput<Name extends OperationId> = Part<'params', Params<Name>> &
  Part<'body', Body<Name>> &
  Optional<'query', Query<Name>> & { signal?: AbortSignal }

const timeoutMs = 30_000

function addressOf(path: string, params: unknown, query: unknown): string {
  const given = new Map<string, unknown>(Object.entries(params ?? {}))
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(given.get(name))))
  const search = new URLSearchParams(
    Object.entries(query ?? {}).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  )
  return search.size > 0 ? `${filled}?${search}` : filled
}

async function readJson(response: Response): Promise<unknown> {
  if (!/^application\/(problem\+)?json\b/.test(response.headers.get('content-type') ?? '')) return undefined
  return response.json().catch(() => undefined)
}

/**
 * Calls one operation of the contract and returns its answer.
 *
 * The answer's type is the contract's; the server has validated it, so it is not parsed again here. Never retried.
 * Gives up after 30 seconds.
 *
 * @throws ProblemError with the answer's code and request id; `unreachable` when nothing answered in time, or
 *   something that is not our API. An aborted `signal` throws its reason.
 */
export async function call<Name extends OperationId>(
  name: Name,
  input: CallInput<Name>,
): Promise<Answer<Name>> {
  const { method, path } = operations[name]
  const { signal } = input
  const limit = AbortSignal.timeout(timeoutMs)
  const response = await fetch(addressOf(path, input.params, input.query), {
    method,
    credentials: 'same-origin',
    cache: 'no-store',
    redirect: 'error',
    headers: {
      accept: 'application/json',
      ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: input.body === undefined ? null : JSON.stringify(input.body),
    signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
  }).catch((cause: unknown) => {
    if (signal?.aborted === true) throw cause
    throw new ProblemError('unreachable', { cause })
  })
  const body = await readJson(response)
  if (response.ok) {
    const isEmpty = response.status === 204
    if (body === undefined && !isEmpty) throw new ProblemError('unreachable')
    // The contract's route serialises this very schema; see the docstring.
    return body as Answer<Name>
  }
  throw readProblem(body) ?? new ProblemError(response.status >= 500 ? 'unreachable' : 'internal.unexpected')
}
