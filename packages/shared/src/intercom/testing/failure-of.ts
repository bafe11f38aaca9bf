import { inspect } from 'node:util'
import { IntercomError } from '../intercom-error.ts'

/** Marks every secret of these tests, so that one look finds any of them. */
export const CANARY = 'CANARY'

/**
 * The IntercomError that a call ends with.
 *
 * @throws Error when it succeeds, ends with another error, or the error shows a secret in any way it can be
 *   printed
 */
export async function failureOf(attempt: Promise<unknown>): Promise<IntercomError> {
  const error = await attempt.then(
    () => new Error('the call should have failed'),
    (reason: unknown) => reason,
  )
  if (!(error instanceof IntercomError)) throw new Error('not an IntercomError', { cause: error })
  const printed = `${inspect(error, { depth: 9, showHidden: true })}${JSON.stringify(error)}${error.stack}`
  if (printed.includes(CANARY)) throw new Error('the error shows a secret')
  return error
}
