import type { z } from 'zod'
import { ControlError } from './control-error.ts'

/** Deeper than anything that is meant; far below what overflows the stack of what reads or writes JSON. */
const depthMax = 100

/** Reads what a person or a program asked for. @throws ControlError `request.invalid` naming what is wrong */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  if (!isNestedAtMost(input, depthMax)) {
    throw new ControlError('request.invalid', `JSON can be nested at most ${depthMax} deep here.`)
  }
  const parsed = schema.safeParse(input)
  if (!parsed.success) throw new ControlError('request.invalid', problemText(parsed.error))
  return parsed.data
}

function isNestedAtMost(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  return depth > 0 && Object.values(value).every((inner) => isNestedAtMost(inner, depth - 1))
}

/** One line, with the place of each problem behind it: `Too small: expected number to be >=1 (count)`. */
function problemText({ issues }: z.ZodError): string {
  return issues
    .map(({ message, path }) => (path.length === 0 ? message : `${message} (${path.join('.')})`))
    .join('; ')
}
