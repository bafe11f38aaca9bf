import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { isRecord } from './is-record.ts'

/** A schema as OpenAPI 3.0 has it; read loosely, since the descriptions are not ours. */
export type OpenApiSchema = Readonly<Record<string, unknown>>

/** What one operation is described to answer. */
export interface DescribedAnswer {
  /** `undefined` where the answer has no body. */
  schema: OpenApiSchema | undefined
  /** The description's own examples of the body, with their names. */
  examples: readonly { name: string; value: unknown }[]
}

/** One OpenAPI file, as far as answers are judged by it. */
export interface Description {
  /** `info.version`, e.g. `2.16`. */
  version: string
  /** Named schemas (`#/components/schemas/…`). */
  schemas: Readonly<Record<string, OpenApiSchema>>
  /**
   * The described answers by status of an operation, or `undefined` where the file has none of that shape.
   * `route` is a method and a path; its parameters match whatever the file calls them.
   */
  answersOf(route: string): ReadonlyMap<number, DescribedAnswer> | undefined
}

/**
 * Reads OpenAPI files: one, or every `<version>/api.intercom.io.yaml` in a folder for the wanted versions.
 *
 * @throws Error where the path holds none, or a file is no OpenAPI description
 */
export function readDescriptions(path: string, versions: readonly string[]): Description[] {
  if (statSync(path).isFile()) return [describe(parse(readFileSync(path, 'utf8')))]
  const folders = readdirSync(path).filter((name) => versions.includes(name))
  if (folders.length === 0) {
    throw new Error(
      `INTERCOM_OPENAPI must name a folder with one of ${versions.join(', ')} in it, or one file`,
    )
  }
  return versions
    .filter((version) => folders.includes(version))
    .map((version) => describe(parse(readFileSync(join(path, version, 'api.intercom.io.yaml'), 'utf8'))))
}

/** Wraps a parsed OpenAPI document. @throws Error where it has no version, paths or schemas */
export function describe(document: unknown): Description {
  const version = field(field(document, 'info'), 'version')
  const paths = field(document, 'paths')
  const schemas = field(field(document, 'components'), 'schemas')
  if (typeof version !== 'string' || !isRecord(paths) || !isRecord(schemas)) {
    throw new Error(
      'This is not an OpenAPI description: info.version, paths or components.schemas is missing',
    )
  }
  const operations = new Map<string, ReadonlyMap<number, DescribedAnswer>>()
  for (const [path, item] of Object.entries(paths)) {
    for (const method of ['get', 'post', 'put', 'delete']) {
      const responses = field(field(item, method), 'responses')
      if (!isRecord(responses)) continue
      const answers = Object.entries(responses).map(
        ([status, response]) => [Number(status), describedAnswer(resolve(document, response))] as const,
      )
      operations.set(shapeOf(`${method.toUpperCase()} ${path}`), new Map(answers))
    }
  }
  return {
    version,
    // Every named schema is read as an object where it is used; what is none describes nothing.
    schemas: Object.fromEntries(
      Object.entries(schemas).map(([name, schema]) => [name, isRecord(schema) ? schema : {}]),
    ),
    answersOf: (route) => operations.get(shapeOf(route)),
  }
}

/** A route with its parameters unnamed: `/contacts/:id` and `/contacts/{contact_id}` are one shape. */
function shapeOf(route: string): string {
  return route.replaceAll(/\{[^}]*\}|:\w+/g, '{}')
}

function describedAnswer(response: unknown): DescribedAnswer {
  const json = field(field(response, 'content'), 'application/json')
  const schema = field(json, 'schema')
  const examples = field(json, 'examples')
  return {
    schema: isRecord(schema) ? schema : undefined,
    examples: isRecord(examples)
      ? Object.entries(examples).map(([name, example]) => ({ name, value: field(example, 'value') }))
      : [],
  }
}

/** Follows `#/components/responses/…`, the one reference that stands in place of a response. */
function resolve(document: unknown, response: unknown): unknown {
  const reference = field(response, '$ref')
  if (typeof reference !== 'string') return response
  return reference
    .split('/')
    .slice(1)
    .reduce<unknown>((value, name) => field(value, name), document)
}

function field(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined
}
