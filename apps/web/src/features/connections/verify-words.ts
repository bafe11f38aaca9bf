import type { Verification, VerifyStep } from '@latchkey/shared/contract'
import { isErrorCode } from '@latchkey/shared/contract/plain'
import { problemWords, type ProblemCode } from '#web/shared/api/problem-error.ts'

/** The steps of a test in the order they are made, in a person's words. */
export const stepWords: Readonly<Record<VerifyStep['name'], string>> = {
  token: 'The access kept here can be used',
  network: 'Intercom answers',
  access: 'Intercom accepts the access',
  identity: 'Same workspace, same admin',
}

/** What a failed step means and what to do; a code this app does not know says the general words. */
export function stepProblem(
  step: VerifyStep,
): { code: ProblemCode; title: string; detail: string } | undefined {
  if (step.ok) return undefined
  const code = step.code !== undefined && isErrorCode(step.code) ? step.code : 'internal.unexpected'
  return { code, ...problemWords(code) }
}

/** The whole test in one sentence. */
export function outcomeWords({ connection, steps }: Verification): { tone: 'good' | 'warn'; title: string } {
  if (connection.status === 'needs_reconnect')
    return { tone: 'warn', title: 'Test finished: this workspace needs reconnecting.' }
  return steps.every(({ ok }) => ok)
    ? { tone: 'good', title: 'Test finished: everything works.' }
    : { tone: 'warn', title: 'Test finished: not everything could be checked. The connection is kept.' }
}
