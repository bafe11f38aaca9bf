import { z } from 'zod'
import { signBody } from '@latchkey/shared/intercom/signing'
import type { Outcome, Outgoing } from './send-out.ts'

const charactersMax = 2_084
const text = z.string().min(1).max(charactersMax)

const HealthAnswer = z
  .looseObject({
    state: z.enum(['OK', 'UNHEALTHY', 'UNKNOWN']),
    message: text.nullish(),
    cta_type: z.enum(['URL_CTA', 'REINSTALL_CTA']).nullish(),
    cta_label: text.nullish(),
    cta_url: text.nullish(),
  })
  .superRefine((answer, context) => {
    const demand = (field: 'message' | 'cta_label' | 'cta_url', why: string) => {
      if (typeof answer[field] === 'string') return
      context.addIssue({ code: 'custom', path: [field], message: `Required ${why}` })
    }
    if (answer.state === 'UNHEALTHY') demand('message', 'where the state is UNHEALTHY')
    if (answer.cta_type !== 'URL_CTA') return
    demand('cta_label', 'with a URL_CTA')
    demand('cta_url', 'with a URL_CTA')
  })

/** What Intercom learns from a health check. */
export type HealthConclusion =
  | {
      kind: 'answered'
      state: 'OK' | 'UNHEALTHY' | 'UNKNOWN'
      message: string | null
      cta: { type: 'URL_CTA' | 'REINSTALL_CTA'; label: string | null; url: string | null } | null
    }
  /** The answer is not what is asked for; `problem` names the fields. */
  | { kind: 'invalid'; status: number; problem: string }
  | { kind: 'unanswered'; problem: 'timeout' | 'unreachable' | 'too_large' | 'given_up' }

/** The daily question about one workspace (Intercom, "App health check"). */
export function healthQuestion(url: string, about: { workspaceId: string; clientSecret: string }): Outgoing {
  const body = Buffer.from(JSON.stringify({ workspace_id: about.workspaceId }))
  const headers = {
    'content-type': 'application/json',
    'x-body-signature': signBody(body, about.clientSecret),
  }
  return { method: 'POST', url, headers, body }
}

/** Reads the answer as strictly as it is documented: fields, which of them go together, and lengths. */
export function concludeHealth(outcome: Outcome): HealthConclusion {
  if (outcome.kind !== 'answered') return { kind: 'unanswered', problem: outcome.kind }
  const { status, body } = outcome
  if (status < 200 || status > 299) return { kind: 'invalid', status, problem: 'Not answered with 2xx' }
  const parsed = HealthAnswer.safeParse(parseJson(body))
  if (!parsed.success) return { kind: 'invalid', status, problem: z.prettifyError(parsed.error) }
  const { state, message = null, cta_type: type, cta_label: label = null, cta_url: url = null } = parsed.data
  const cta = type === undefined || type === null ? null : { type, label, url }
  return { kind: 'answered', state, message, cta }
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
