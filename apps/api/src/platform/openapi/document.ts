import { contract, errorCatalogue, type ErrorCode } from '@latchkey/shared/contract'
import type { z } from 'zod'
import { componentSchemas, parametersOf, schemaOf, type JsonSchema } from './schemas.ts'

type Declared = (typeof contract)[keyof typeof contract]

const problemType = 'application/problem+json'
const formType = 'application/x-www-form-urlencoded'

/** What every route can answer besides its own codes, and what a body adds. */
const impliedErrors: readonly ErrorCode[] = [
  'internal.unexpected',
  'request.misdirected',
  'request.rate_limited',
  'store.unavailable',
]
const bodyErrors: readonly ErrorCode[] = ['request.too_large', 'request.unsupported_type']

const tags = {
  session: 'Who this browser is',
  oauth: 'Connecting a workspace',
  connections: 'Connected workspaces',
  activity: 'What happened, and what happens',
  health: 'For machines',
} as const satisfies Record<Declared['tag'], string>

/**
 * Describes the whole contract as OpenAPI 3.1, whether its routes are served yet or not. The same contract gives the
 * same text, so that the committed file can be compared with it.
 */
export function openApiDocument(): JsonSchema {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Latchkey',
      version: '0.1.0',
      description:
        'The API of the web app. A browser is known by its session cookie, which is never readable by a script; ' +
        'requests that change something are accepted from our own pages only. Branch on the code of an error, ' +
        'never on its texts.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths: paths(),
    components: { schemas: componentSchemas(), examples: problemExamples() },
  }
}

function paths(): JsonSchema {
  const result: Record<string, Record<string, JsonSchema>> = {}
  for (const declared of Object.values(contract)) {
    const path = declared.path.replaceAll(/:(\w+)/g, '{$1}')
    result[path] = { ...result[path], [declared.method.toLowerCase()]: operation(declared) }
  }
  return result
}

function operation(declared: Declared): JsonSchema {
  const parameters = parametersOf(declared)
  const body = 'body' in declared ? { requestBody: requestBody(declared, declared.body) } : {}
  return {
    operationId: declared.operationId,
    summary: declared.summary,
    tags: [declared.tag],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...body,
    responses: { ...answers(declared), ...problems(declared) },
  }
}

/** A route that can answer a page is where a form may be sent to. */
function requestBody(declared: Declared, body: z.ZodType): JsonSchema {
  const schema = schemaOf(body)
  const takesForms = '200' in declared.answers && declared.answers[200] === null
  return {
    required: true,
    content: { 'application/json': { schema }, ...(takesForms ? { [formType]: { schema } } : {}) },
  }
}

function answers(declared: Declared): JsonSchema {
  if ('events' in declared) return { 200: eventStream(declared.summary, declared.events) }
  const schemas: Record<string, z.ZodType | null> = declared.answers
  const examples: Record<string, unknown> = declared.examples
  return Object.fromEntries(
    Object.entries(schemas).map(([status, schema]) => {
      if (schema === null) return [status, bodiless[status] ?? { description: 'No content' }]
      const example = examples[status]
      const content = { schema: schemaOf(schema), ...(example === undefined ? {} : { example }) }
      return [status, { description: declared.summary, content: { 'application/json': content } }]
    }),
  )
}

/** OpenAPI has no words for a stream: its text is described by what each event's data is. */
function eventStream(summary: string, events: Readonly<Record<string, z.ZodType>>): JsonSchema {
  const schema = {
    type: 'string',
    description: 'Server-sent events; the data of each is JSON of the schema under its name',
    $defs: Object.fromEntries(Object.entries(events).map(([name, data]) => [name, schemaOf(data)])),
  }
  return { description: summary, content: { 'text/event-stream': { schema } } }
}

const bodiless: Readonly<Record<string, JsonSchema>> = {
  200: {
    description: 'The answer to a form: a page that goes on by itself and holds a link',
    headers: { Refresh: { schema: { type: 'string' } } },
    content: { 'text/html': { schema: { type: 'string' } } },
  },
  303: { description: 'Goes on elsewhere', headers: { Location: { schema: { type: 'string' } } } },
}

/** The codes of a route under their statuses, each with its answer as an example. */
function problems(declared: Declared): JsonSchema {
  const own: readonly ErrorCode[] = declared.errors
  const codes = new Set([...own, ...impliedErrors, ...('body' in declared ? bodyErrors : [])])
  // Readiness answers 503 with a body of its own, also while the store is away.
  const promised = new Set(Object.keys(declared.answers))
  const byStatus = new Map<string, ErrorCode[]>()
  for (const code of [...codes].toSorted()) {
    const status = String(errorCatalogue[code].status)
    if (!promised.has(status)) byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  return Object.fromEntries([...byStatus].map(([status, group]) => [status, problemAnswer(group)]))
}

function problemAnswer(codes: readonly ErrorCode[]): JsonSchema {
  return {
    description: codes.map((code) => `\`${code}\`: ${errorCatalogue[code].title}`).join('. '),
    content: {
      [problemType]: {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
      },
    },
  }
}

function problemExamples(): JsonSchema {
  return Object.fromEntries(
    Object.entries(errorCatalogue).map(([code, { title, status, detail }]) => [
      code,
      {
        summary: title,
        value: {
          type: `urn:latchkey:problem:${code}`,
          title,
          status,
          code,
          detail,
          requestId: 'mIb1c9k2v0QxT7aZ',
        },
      },
    ]),
  )
}
