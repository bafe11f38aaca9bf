import { IntercomError } from '../intercom-error.ts'
import type { IntercomErrorDetails } from '../intercom-error.ts'
import { jsonOf, refusalOf, requestIdOf } from '../transport/answer.ts'
import type { Answer, AttemptLimits, OutgoingRequest, Send } from '../transport/attempt.ts'
import { openCutoff } from '../transport/cutoff.ts'
import type { Cutoff } from '../transport/cutoff.ts'
import { rateWindowOf } from '../transport/rate-window.ts'
import { tellAttempt } from './hooks.ts'
import type { IntercomHooks } from './hooks.ts'
import type { Call, CallOptions, Operation } from './operation.ts'
import type { RateBudget } from './rate-budget.ts'
import { retryDelay } from './retry-delay.ts'
import type { Sleep } from './sleep.ts'

const BODY_BYTES_MAX = 8_388_608

/** How calls are made. The limits are those of `IntercomClientOptions`. */
export interface CallSettings {
  requestOf: (operation: Operation<unknown>, version: string | undefined) => OutgoingRequest
  send: Send
  budget: RateBudget
  limits: Pick<AttemptLimits, 'connectTimeoutMs' | 'headersTimeoutMs' | 'bodyTimeoutMs'>
  timeoutMs: number
  maxRetries: number
  retryDelayMaxMs: number
  rateLimitWaitMaxMs: number
  hooks: IntercomHooks | undefined
  now: () => number
  sleep: Sleep
  random: () => number
}

/** Makes the function that every operation goes through: budget, attempt, retry, in this order. */
export function createCall(settings: CallSettings): Call {
  return async (operation, options = {}) => {
    const timeoutMs = positive('timeoutMs', options.timeoutMs ?? settings.timeoutMs)
    const request = settings.requestOf(operation, options.version)
    const cutoff = openCutoff({ signal: options.signal, timeoutMs })
    try {
      return await makeCall(settings, { operation, request, cutoff, timeoutMs, options })
    } finally {
      cutoff.close()
    }
  }
}

/** @throws TypeError when a limit is not a number above 0 */
export function positive(name: string, value: number): number {
  if (!(value > 0)) throw new TypeError(`${name} must be a number above 0`)
  return value
}

interface OneCall<Output> {
  operation: Operation<Output>
  request: OutgoingRequest
  cutoff: Cutoff
  timeoutMs: number
  options: CallOptions
}

async function makeCall<Output>(settings: CallSettings, call: OneCall<Output>): Promise<Output> {
  const { budget, now } = settings
  const { cutoff, operation } = call
  const startedMs = now()
  const remainingMs = () => call.timeoutMs - (now() - startedMs)
  const maxRetries = call.options.maxRetries ?? settings.maxRetries
  let mayHaveHappened = false
  if (cutoff.kind !== undefined) throw cutoff.error()
  for (let attempt = 1; ; attempt += 1) {
    if (!budget.tryEnter()) {
      const waitMaxMs = Math.min(settings.rateLimitWaitMaxMs, remainingMs())
      await budget.enter({ waitMaxMs, cutoff }).catch((error: unknown) => {
        throw withDetails(error, { attempts: attempt - 1, mayHaveHappened })
      })
    }
    const sentMs = now()
    const outcome = await tryOnce(settings, call)
    const { answer, error } = outcome
    const delayMs =
      error !== undefined && attempt <= maxRetries && mayRepeat(operation, error) && cutoff.kind === undefined
        ? retryDelay({
            attempt,
            random: settings.random(),
            retryAfterMs: error.retryAfterMs,
            retryDelayMaxMs: settings.retryDelayMaxMs,
            rateLimitWaitMaxMs: settings.rateLimitWaitMaxMs,
            remainingMs: remainingMs(),
          })
        : undefined
    mayHaveHappened ||= error?.mayHaveHappened === true
    if (settings.hooks !== undefined) {
      tellAttempt(settings.hooks, {
        method: operation.method,
        route: operation.route,
        status: answer?.status,
        code: error?.code,
        durationMs: now() - sentMs,
        attempt,
        retryInMs: delayMs,
        remainingBudget: budget.remaining,
        requestId: error?.requestId ?? (answer && requestIdOf(answer)),
      })
    }
    if (error === undefined) return outcome.value
    if (delayMs === undefined) throw finalError(operation, error, { attempts: attempt, mayHaveHappened })
    await wait(settings, { delayMs, cutoff }).catch(() => {
      throw cutoff.error({ attempts: attempt, mayHaveHappened })
    })
  }
}

type Outcome<Output> =
  { value: Output; answer: Answer; error?: undefined } | { error: IntercomError; answer?: Answer | undefined }

/** One attempt. It has a place in the budget, and gives it back. */
async function tryOnce<Output>(
  { send, budget, limits, now }: CallSettings,
  { operation, request, cutoff }: OneCall<Output>,
): Promise<Outcome<Output>> {
  let answer: Answer
  try {
    answer = await send(request, {
      ...limits,
      bodyBytesMax: operation.bodyBytesMax ?? BODY_BYTES_MAX,
      cutoff,
    })
  } catch (error) {
    const known = knownError(error)
    budget.leave({ isUnsent: !known.mayHaveHappened })
    return { error: known }
  }
  const window = rateWindowOf(answer, now())
  if (answer.status >= 200 && answer.status <= 299) {
    budget.leave({ window })
    return readAnswer(operation, answer)
  }
  const error = refusalOf(answer, now)
  budget.leave({
    window,
    refused: answer.status === 429 ? { retryAfterMs: error.retryAfterMs } : undefined,
  })
  return { error, answer }
}

function readAnswer<Output>(operation: Operation<Output>, answer: Answer): Outcome<Output> {
  try {
    const parsed = operation.answer.safeParse(jsonOf(answer))
    if (parsed.success) return { value: parsed.data, answer }
  } catch {
    // A schema that throws has not accepted it either.
  }
  const text = 'Intercom answered without what was asked for'
  const details = { status: answer.status, requestId: requestIdOf(answer), mayHaveHappened: true }
  return { error: new IntercomError('intercom.bad_answer', text, details), answer }
}

/** Whatever a transport of somebody else throws counts as a network failure. */
function knownError(error: unknown): IntercomError {
  if (error instanceof IntercomError) return error
  const text = 'Intercom could not be reached'
  return new IntercomError('intercom.unavailable', text, { mayHaveHappened: true })
}

function mayRepeat({ repeat }: Operation<unknown>, error: IntercomError): boolean {
  return error.retryable && (repeat === 'safe' || !error.mayHaveHappened)
}

/** A failure after which nobody knows whether a `once` operation took effect says so. */
function finalError(
  { repeat }: Operation<unknown>,
  error: IntercomError,
  details: Pick<IntercomErrorDetails, 'attempts' | 'mayHaveHappened'>,
): IntercomError {
  const isUncertain = repeat === 'once' && error.mayHaveHappened && error.code !== 'intercom.aborted'
  if (!isUncertain) return withDetails(error, details)
  const text = 'Intercom may have done it, but did not say so'
  return new IntercomError('intercom.uncertain', text, { ...detailsOfError(error), ...details })
}

function withDetails(error: unknown, details: IntercomErrorDetails): IntercomError {
  const known = knownError(error)
  return new IntercomError(known.code, known.message, {
    ...detailsOfError(known),
    retryable: known.retryable,
    ...details,
  })
}

function detailsOfError(error: IntercomError): IntercomErrorDetails {
  const { status, requestId, retryAfterMs, intercomCode, networkCode, existingId, mergedInto } = error
  return { status, requestId, retryAfterMs, intercomCode, networkCode, existingId, mergedInto }
}

/** Sleeps, unless the call is cut off. */
async function wait(
  { sleep }: CallSettings,
  { delayMs, cutoff }: { delayMs: number; cutoff: Cutoff },
): Promise<void> {
  const stop = new AbortController()
  cutoff.onEnd = () => stop.abort()
  try {
    if (cutoff.kind !== undefined) throw cutoff.error()
    await sleep(delayMs, { signal: stop.signal })
  } finally {
    cutoff.onEnd = undefined
  }
}
