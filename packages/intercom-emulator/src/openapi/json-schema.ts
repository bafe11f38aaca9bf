import type { OpenApiSchema } from './description.ts'
import { isRecord } from './is-record.ts'

const keptKeywords = [
  'required',
  'format',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'pattern',
]

/** The id under which the named schemas are registered. */
export const descriptionId = 'description'

/**
 * Turns OpenAPI 3.0 schemas into JSON Schema (draft 7) that says the same.
 *
 * `nullable` lets null pass, also beside a reference and where the `enum` leaves it out, as the descriptions use
 * it. `oneOf` is read as `anyOf`: the described forms overlap. A reference to nothing accepts everything. An object
 * with `properties` is an object although `type` is left out. Examples, titles and extensions are dropped.
 */
export function convertSchema(
  schema: OpenApiSchema,
  { has }: { has: (name: string) => boolean },
): Record<string, unknown> {
  const again = (inner: unknown) => (isRecord(inner) ? convertSchema(inner, { has }) : {})
  const reference = referenceOf(schema)
  const converted: Record<string, unknown> = {}
  if (reference !== undefined) {
    if (has(reference)) converted['$ref'] = `${descriptionId}#/$defs/${reference}`
    return schema['nullable'] === true ? orNull(converted) : converted
  }

  for (const keyword of keptKeywords) {
    if (keyword in schema) converted[keyword] = schema[keyword]
  }
  if ('type' in schema) converted['type'] = schema['type']
  else if ('properties' in schema) converted['type'] = 'object'
  if (Array.isArray(schema['enum'])) converted['enum'] = schema['enum']
  if (isRecord(schema['properties'])) {
    converted['properties'] = mapValues(schema['properties'], again)
  }
  if ('items' in schema) converted['items'] = again(schema['items'])
  if (isRecord(schema['additionalProperties'])) {
    converted['additionalProperties'] = again(schema['additionalProperties'])
  }
  const both = [...listOf(schema, 'anyOf'), ...listOf(schema, 'oneOf')]
  if (both.length > 0) converted['anyOf'] = both.map(again)
  const all = listOf(schema, 'allOf')
  if (all.length > 0) converted['allOf'] = all.map(again)
  return schema['nullable'] === true ? orNull(converted) : converted
}

/** The name in `#/components/schemas/<name>`, where the schema is a reference. */
export function referenceOf(schema: OpenApiSchema): string | undefined {
  const reference = schema['$ref']
  return typeof reference === 'string' ? reference.split('/').at(-1) : undefined
}

/** The schemas that a combining keyword lists. */
export function listOf(schema: OpenApiSchema, keyword: 'allOf' | 'anyOf' | 'oneOf'): OpenApiSchema[] {
  const list = schema[keyword]
  return Array.isArray(list) ? list.filter(isRecord) : []
}

/** Not `anyOf`: an error inside the schema then keeps its own name and place. */
function orNull(schema: Record<string, unknown>): Record<string, unknown> {
  return { if: { type: 'null' }, else: schema }
}

function mapValues(record: Record<string, unknown>, change: (value: unknown) => unknown) {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]))
}
