import type * as z from 'zod'

/** True for a value that its schema would give back unchanged; false when that is not sure. */
export type AsItIs = (value: unknown) => boolean

type Schema = z.core.$ZodType

/**
 * Tells, without parsing, whether a schema would give a value back unchanged.
 *
 * Most items of a list are exactly what is relied upon. Reading them through the schema copies each of their
 * fields; this looks only at those that the schema names. It knows the few kinds of schema that answers are
 * made of, and says false for a value of any other, so that the schema itself decides.
 */
export function asItIs(schema: Schema): AsItIs {
  let inner = schema
  let mayBeUndefined = false
  let mayBeNull = false
  for (let def = defOf(inner); 'innerType' in def; def = defOf(inner)) {
    if (def.type === 'optional') mayBeUndefined = true
    else if (def.type === 'nullable') mayBeNull = true
    // What a schema catches it changes; what it has not to catch is as the one within says.
    else if (def.type !== 'catch') return () => false
    inner = def.innerType
  }
  const isValue = ofKind(inner)
  if (!mayBeUndefined && !mayBeNull) return isValue
  return (value) => {
    if (value === undefined) return mayBeUndefined
    return value === null ? mayBeNull : isValue(value)
  }
}

/** A value that is there. */
function ofKind(schema: Schema): AsItIs {
  const def = defOf(schema)
  const isChecked = 'checks' in def && def.checks !== undefined && def.checks.length > 0
  switch (def.type) {
    case 'unknown':
      return () => true
    case 'string':
      return textOf(def.checks ?? [])
    case 'number':
      if (!isChecked && !('format' in def)) return (value) => Number.isFinite(value)
      return (value) => typeof value === 'number' && (schema as z.ZodNumber).safeParse(value).success
    case 'boolean':
      return (value) => typeof value === 'boolean'
    case 'array':
      return isChecked ? () => false : everyItem(asItIs(def.element))
    case 'union':
      return firstOption(def.options)
    case 'object':
      return isChecked ? () => false : everyField(def)
    default:
      return () => false
  }
}

function defOf(schema: Schema) {
  return (schema as z.core.$ZodTypes)._zod.def
}

/** Any text, or one of at least some length: no other check is known here. */
function textOf(checks: readonly z.core.$ZodCheck<never>[]): AsItIs {
  let lengthMin = 0
  for (const { _zod } of checks) {
    const { def } = _zod as { def: { check: string; minimum?: unknown } }
    if (def.check !== 'min_length' || typeof def.minimum !== 'number') return () => false
    lengthMin = Math.max(lengthMin, def.minimum)
  }
  return (value) => typeof value === 'string' && value.length >= lengthMin
}

function everyItem(isItem: AsItIs): AsItIs {
  return (value) => Array.isArray(value) && value.every(isItem)
}

/** Only the first option: a later one counts when those before it refuse, and refusing is the schema's to say. */
function firstOption([first]: readonly Schema[]): AsItIs {
  return first === undefined ? () => false : asItIs(first)
}

function everyField({ shape, catchall }: z.core.$ZodObjectDef): AsItIs {
  // Others strip or refuse what they do not name.
  if (catchall?._zod.def.type !== 'unknown') return () => false
  const fields = Object.entries(shape).map(([name, schema]) => ({ name, isField: asItIs(schema) }))
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
    // What only looks like a prototype is for the schema to take out.
    if (Object.hasOwn(value, '__proto__')) return false
    for (const { name, isField } of fields) {
      // Own or inherited: a JSON object inherits nothing that an answer names.
      if (!isField((value as Record<string, unknown>)[name])) return false
    }
    return true
  }
}
