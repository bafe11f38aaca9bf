import { z } from 'zod'
import { Fault } from './fault.ts'
import type { FaultKind } from './fault.ts'

/** One setting of a kind of fault, as a form needs it. */
export interface FaultField {
  name: string
  type: 'number' | 'text' | 'choice' | 'json'
  required: boolean
  /** What an empty field stands for. */
  default?: unknown
  choices?: readonly (string | number)[]
  minimum?: number
  maximum?: number
}

/** What each kind shows, in half a sentence for people. */
const about: Record<FaultKind, string> = {
  latency: 'The right answer, late',
  status: 'An error in Intercom’s envelope',
  noEnvelope: 'An error as JSON, but not in Intercom’s envelope',
  rateLimited: 'A 429, with or without a time to come again',
  html: 'An HTML page instead of JSON',
  empty: 'An answer without a body',
  invalidJson: 'JSON that breaks off',
  redirect: 'A redirect',
  reset: 'The connection cut (RST)',
  hang: 'No answer, ever',
  stall: 'Half of the answer, then nothing',
  slow: 'The right answer, byte by byte',
  truncated: 'Half of the answer, then the end of the connection',
  wrongType: 'The right answer under another media type',
  wrongGzip: 'Plain text that claims to be gzip',
  wrongRequestId: 'No request id, or two different ones',
  clockSkew: 'A Date and a rate-limit reset that are off',
  oversize: 'The right answer, padded',
  noToken: 'A token answer without a token',
  meWithoutApp: '/me without its app',
  meUnknownRegion: '/me with the region Atlantis',
  changeAnswer: 'The right answer with values set or taken out',
}

interface Property {
  type?: string
  const?: string
  enum?: (string | number)[]
  default?: unknown
  minimum?: number
  maximum?: number
}

/** Settings of every kind, which a form shows once for all. */
const shared = new Set([
  'kind',
  'route',
  'host',
  'workspaceId',
  'clientId',
  'count',
  'skip',
  'rate',
  'latencyMs',
  'jitterMs',
])

/** Every kind of fault with the one route that it is made for, if any, and its own settings; read from the schema. */
export const faultCatalogue = Fault.options.map((option) => {
  const kind = option.shape.kind.value
  const { properties, required = [] } = z.toJSONSchema(option, { io: 'input', unrepresentable: 'any' })
  // JSON Schema allows more than our own options hold: plain types, choices and one constant route.
  const own = Object.entries(properties ?? {}) as [string, Property][]
  return {
    kind,
    about: about[kind],
    route: own.find(([name]) => name === 'route')?.[1].const ?? null,
    fields: own
      .filter(([name]) => !shared.has(name))
      .map(([name, property]) => fieldOf(name, { property, required: required.includes(name) })),
  }
})

function fieldOf(
  name: string,
  { property, required }: { property: Property; required: boolean },
): FaultField {
  const { enum: choices, default: standard, minimum, maximum, type } = property
  const field = {
    name,
    required,
    ...(standard !== undefined && { default: standard }),
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
  }
  if (choices !== undefined) return { ...field, type: 'choice', choices }
  if (type === 'integer' || type === 'number') return { ...field, type: 'number' }
  return { ...field, type: type === 'string' ? 'text' : 'json' }
}
