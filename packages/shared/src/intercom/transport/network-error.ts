import { IntercomError } from '../intercom-error.ts'
import type { Phase } from './attempt.ts'

const TEXT_BY_PHASE: Record<Phase, string> = {
  connect: 'Intercom did not accept a connection in time',
  headers: 'Intercom did not begin to answer in time',
  body: "Intercom's answer did not end in time",
}

/** The error of an attempt whose phase took too long. */
export function phaseTimeout(phase: Phase, mayHaveHappened: boolean): IntercomError {
  return new IntercomError('intercom.timeout', TEXT_BY_PHASE[phase], { mayHaveHappened })
}

/** The error of an attempt that the network ended. Nothing of the library's own error is kept but its code. */
export function networkError(error: unknown, mayHaveHappened: boolean): IntercomError {
  const networkCode = networkCodeOf(error)
  const details = { networkCode, mayHaveHappened }
  if (networkCode === 'UND_ERR_CONNECT_TIMEOUT') {
    return new IntercomError('intercom.timeout', TEXT_BY_PHASE.connect, details)
  }
  if (networkCode?.startsWith('HPE_') === true || networkCode === 'UND_ERR_HEADERS_OVERFLOW') {
    return new IntercomError(
      'intercom.bad_answer',
      'Intercom answered with something that is not HTTP',
      details,
    )
  }
  return new IntercomError('intercom.unavailable', 'Intercom could not be reached', details)
}

/** The code of a network failure, such as `ECONNREFUSED`, also when it is the cause of the error. */
export function networkCodeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if ('code' in error) {
    const { code } = error
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{0,63}$/.test(code)) return code
  }
  return error.cause === error ? undefined : networkCodeOf(error.cause)
}
