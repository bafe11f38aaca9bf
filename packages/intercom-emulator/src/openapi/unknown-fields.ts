import type { OpenApiSchema } from './description.ts'
import { isRecord } from './is-record.ts'
import { listOf, referenceOf } from './json-schema.ts'

type Steps = readonly (string | number)[]

/**
 * Where a value has fields that its schema does not know, at any depth.
 *
 * A field is known when any form that the schema allows (through references, `allOf`, `anyOf`, `oneOf`) names it, or
 * when one of them is an object of free fields: with `additionalProperties`, or with no properties at all.
 */
export function unknownFields(
  value: unknown,
  schema: OpenApiSchema,
  schemas: Readonly<Record<string, OpenApiSchema>>,
): Steps[] {
  const found: Steps[] = []

  const walk = (inner: unknown, candidates: readonly OpenApiSchema[], steps: Steps): void => {
    // Of a free field, and of an item of a list that says nothing about its items, nothing is unknown.
    if (candidates.length === 0) return
    const forms = candidates.flatMap((candidate) => formsOf(candidate, schemas))
    if (Array.isArray(inner)) {
      const items = forms.map((form) => form['items']).filter(isRecord)
      inner.forEach((item, index) => walk(item, items, [...steps, index]))
      return
    }
    if (!isRecord(inner)) return
    const free = forms.filter(isFree)
    for (const [name, fieldValue] of Object.entries(inner)) {
      const named = forms.map((form) => own(form['properties'], name)).filter(isRecord)
      const others = free.map((form) => form['additionalProperties']).filter(isRecord)
      if (named.length === 0 && free.length === 0) found.push([...steps, name])
      // What follows an unknown field is unknown too, and said once.
      else walk(fieldValue, named.length > 0 ? named : others, [...steps, name])
    }
  }

  walk(value, [schema], [])
  return found
}

/** The schemas that speak of the value itself: the schema and all that it refers to or combines. */
function formsOf(
  schema: OpenApiSchema,
  schemas: Readonly<Record<string, OpenApiSchema>>,
  seen: ReadonlySet<OpenApiSchema> = new Set(),
): OpenApiSchema[] {
  if (seen.has(schema)) return []
  const met = new Set([...seen, schema])
  const reference = referenceOf(schema)
  if (reference !== undefined) {
    const target = schemas[reference]
    // A reference to nothing tells nothing, so it may hold anything.
    return target === undefined ? [{ additionalProperties: true }] : formsOf(target, schemas, met)
  }
  const combined = (['allOf', 'anyOf', 'oneOf'] as const).flatMap((keyword) => listOf(schema, keyword))
  return [schema, ...combined.flatMap((inner) => formsOf(inner, schemas, met))]
}

/** Whether an object of this form may have fields of any name. */
function isFree(form: OpenApiSchema): boolean {
  const { additionalProperties, properties } = form
  if (additionalProperties !== undefined) return additionalProperties !== false
  if (isRecord(properties) && Object.keys(properties).length > 0) return false
  if (['allOf', 'anyOf', 'oneOf'].some((keyword) => keyword in form)) return false
  return form['type'] === 'object' || form['type'] === undefined
}

function own(record: unknown, name: string): unknown {
  return isRecord(record) && Object.hasOwn(record, name) ? record[name] : undefined
}
