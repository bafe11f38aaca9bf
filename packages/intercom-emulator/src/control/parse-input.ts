import { z } from 'zod'
import { ControlError } from './control-error.ts'

/** Reads what a person or a program asked for. @throws ControlError `request.invalid` naming what is wrong */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input)
  if (!parsed.success) throw new ControlError('request.invalid', z.prettifyError(parsed.error))
  return parsed.data
}
