import { isErrorCode, type ErrorCode } from '@latchkey/shared/contract/plain'
import { readRequestId } from '#web/shared/api/problem-error.ts'
import { createStore } from '#web/shared/lib/store.ts'

/**
 * How a person arrived at this page: with a result of a flow, or plainly.
 *
 * `connected` names a connection and proves nothing, because anyone can write such a link: show it only after the
 * session holds that connection. A refusal without a `code` came with a code that is not in the catalogue.
 */
export type Arrival =
  | { kind: 'plain' }
  | { kind: 'connected'; connectionId: string }
  | { kind: 'refused'; code: ErrorCode | undefined; requestId: string | undefined }
  | { kind: 'nothing_linked' }

const plain: Arrival = { kind: 'plain' }

/** The result this page shows, until the person goes on. */
export const arrival = createStore<Arrival>(plain)

/** Ends the showing of a result: it was read, or something newer is under way. */
export function forgetArrival(): void {
  arrival.set(plain)
}

const ours = ['connected', 'connect_error', 'request_id'] as const
const connectionIdShape = /^[A-Za-z0-9_-]{22}$/

/** Reads a flow's result out of a query; texts from a URL are forgeable, so only known shapes are kept. */
export function readArrival(search: URLSearchParams): Arrival {
  const refusal = search.get('connect_error')
  if (refusal !== null)
    return {
      kind: 'refused',
      code: isErrorCode(refusal) ? refusal : undefined,
      requestId: readRequestId(search.get('request_id')),
    }
  const connectionId = search.get('connected')
  if (connectionId !== null && connectionIdShape.test(connectionId))
    return { kind: 'connected', connectionId }
  return plain
}

/** Takes a flow's result out of the address bar, so that a reload or a bookmark does not tell it again. */
export function takeArrivalFromAddress(): void {
  const url = new URL(location.href)
  arrival.set(readArrival(url.searchParams))
  if (!ours.some((name) => url.searchParams.has(name))) return
  for (const name of ours) url.searchParams.delete(name)
  history.replaceState(history.state, '', url)
}
