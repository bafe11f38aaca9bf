import type { Readable } from 'node:stream'
import type { OperationId, Route } from '@latchkey/shared/contract'
import { z } from 'zod'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The operation of the contract that this route serves. */
    operation?: OperationId
  }
}

/** Where the contract promises no JSON, a 200 is a page or a stream of events, and any other status has no body. */
const Page = z.string()
const EventStream = z.custom<Readable>()
const NoBody = z.undefined()

type Answers<Declared> = {
  -readonly [Status in keyof Declared]: Declared[Status] extends z.ZodType
    ? Declared[Status]
    : Status extends 200
      ? typeof Page
      : typeof NoBody
}

type Inputs<Declared> = (Declared extends { params: infer Params extends z.ZodType }
  ? { params: Params }
  : unknown) &
  (Declared extends { query: infer Query extends z.ZodType } ? { querystring: Query } : unknown) &
  (Declared extends { body: infer Body extends z.ZodType } ? { body: Body } : unknown)

/** Fastify's options for an operation, typed so that a handler knows its params, query, body and answers. */
export interface ContractRoute<Declared extends Route & { operationId: OperationId }> {
  method: Declared['method']
  url: Declared['path']
  exposeHeadRoute: boolean
  schema: Inputs<Declared> & {
    response: Declared extends { events: unknown }
      ? { 200: typeof EventStream }
      : Answers<Declared['answers']>
  }
  config: { operation: OperationId; secretAddress: boolean }
}

/**
 * Turns an operation of the contract into route options: `app.route({ ...contractRoute(contract.getSession), handler })`.
 *
 * The contract's schemas validate what comes in and serialise what goes out, unknown properties dropped. Rate limit,
 * host check and referrer policy find the operation in `config`, so a route that needs more config spreads it:
 * `config: { ...route.config, own: true }`. A GET that only redirects does something with what its address holds:
 * it has no HEAD, so that asking for headers can never set that off, and its answer sends no Referer. A stream of
 * events has no HEAD either, because there is nothing to it but its events.
 */
export function contractRoute<const Declared extends Route & { operationId: OperationId }>(
  declared: Declared,
): ContractRoute<Declared> {
  const schemas: { operationId: OperationId; params?: z.ZodType; query?: z.ZodType; body?: z.ZodType } =
    declared
  const isStream = 'events' in declared
  const answers: [string, z.ZodType | null][] = Object.entries(declared.answers)
  const schema = {
    ...(schemas.params === undefined ? {} : { params: schemas.params }),
    ...(schemas.query === undefined ? {} : { querystring: schemas.query }),
    ...(schemas.body === undefined ? {} : { body: schemas.body }),
    response: Object.fromEntries(
      answers.map(([status, answer]) => [status, answer ?? withoutJson(status, isStream)]),
    ),
  }
  const onlyRedirects =
    declared.method === 'GET' && !isStream && answers.every(([, answer]) => answer === null)
  return {
    method: declared.method,
    url: declared.path,
    exposeHeadRoute: !onlyRedirects && !isStream,
    // The entries above are the contract's own, each under its own name, which is what the type says.
    schema: schema as ContractRoute<Declared>['schema'],
    config: { operation: declared.operationId, secretAddress: onlyRedirects },
  }
}

function withoutJson(status: string, isStream: boolean): z.ZodType {
  if (isStream) return EventStream
  return status === '200' ? Page : NoBody
}
