import { asProblem, isOutage } from './problem-error.ts'

const againAfterMs = 10_000

/** For a query's `refetchInterval`: asks again every ten seconds while the service, not the request, is what fails. */
export function againAfterOutage(query: { state: { error: Error | null } }): number | false {
  const { error } = query.state
  return error !== null && isOutage(asProblem(error).code) ? againAfterMs : false
}
