import type { contract } from '@latchkey/shared/contract'
import { z } from 'zod'

/** A JSON schema of OpenAPI 3.1. */
export type JsonSchema = Record<string, unknown>

type Declared = (typeof contract)[keyof typeof contract]

/** As input, an object that may grow by new properties is open, and one that refuses unknown ones is closed. */
const direction = { io: 'input' } as const

const reference = (id: string) => `#/components/schemas/${id}`

/** All schemas of the contract that have a name, as components. */
export function componentSchemas(): Record<string, JsonSchema> {
  const { schemas } = z.toJSONSchema(z.globalRegistry, { ...direction, uri: reference })
  return Object.fromEntries(
    Object.entries(schemas)
      .map(([id, schema]) => [id, withoutIdentity(schema)] as const)
      .toSorted(([left], [right]) => left.localeCompare(right)),
  )
}

/** A schema in place: a reference where it has a name. */
export function schemaOf(schema: z.ZodType): JsonSchema {
  const id = z.globalRegistry.get(schema)?.id
  return id === undefined ? withoutIdentity(z.toJSONSchema(schema, direction)) : { $ref: reference(id) }
}

/** The properties of an object schema as parameters of a path or a query. */
export function parametersOf(declared: Declared): JsonSchema[] {
  const { params, query }: { operationId: string; params?: z.ZodObject; query?: z.ZodObject } = declared
  return [...fieldsIn('path', params), ...fieldsIn('query', query)]
}

function fieldsIn(place: 'path' | 'query', schema: z.ZodObject | undefined): JsonSchema[] {
  return Object.entries(schema?.shape ?? {}).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path' || !z.safeParse(z.object({ field }), {}).success,
    // An object's shape holds schemas; zod types them as its core does.
    schema: schemaOf(field as z.ZodType),
  }))
}

/** OpenAPI names a schema by where it stands. */
function withoutIdentity(schema: object): JsonSchema {
  const { $schema: _dialect, $id: _address, id: _name, ...rest } = schema as JsonSchema
  return rest
}
