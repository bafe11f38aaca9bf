import { z } from 'zod'
import type { ConfigProblem } from './config-error.ts'

/** Variables by name, as `process.env` holds them. An empty one counts as not set, as in a `.env` file. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Reads variables one by one and notes each bad one; `undefined` is returned for those. */
export interface Variables {
  /** The text of a variable without the space around it, or `undefined` when it is not set. */
  text(name: string): string | undefined
  /** What the schema makes of the text, or the fallback when it is not set. */
  parsed<T>(name: string, schema: z.ZodType<T, string>, fallback: T): T | undefined
  choice<const Choice extends string>(
    name: string,
    choices: readonly Choice[],
    fallback: Choice,
  ): Choice | undefined
  flag(name: string, fallback: boolean): boolean | undefined
  /** A whole number within bounds, both allowed. */
  wholeNumber(name: string, bounds: { min: number; max: number }, fallback: number): number | undefined
  /** Notes that a variable cannot be used; says what to do and never what it holds. */
  refuse(name: string, message: string): undefined
}

/** Makes a reader over an environment that collects its complaints in `problems`. */
export function createVariables(environment: Environment, problems: ConfigProblem[]): Variables {
  const text = (name: string): string | undefined => {
    const value = environment[name]?.trim()
    return value === '' ? undefined : value
  }
  const refuse = (variable: string, message: string): undefined => {
    problems.push({ variable, message })
  }
  const parsed: Variables['parsed'] = (name, schema, fallback) => {
    const value = text(name)
    if (value === undefined) return fallback
    const result = schema.safeParse(value)
    if (result.success) return result.data
    // Only the first word of ours: zod's own messages may repeat what was given.
    return refuse(name, result.error.issues[0]?.message ?? 'is not valid')
  }
  return {
    text,
    refuse,
    parsed,
    choice: (name, choices, fallback) =>
      parsed(name, z.enum(choices, { error: `must be one of ${choices.join(', ')}` }), fallback),
    flag: (name, fallback) =>
      parsed(
        name,
        z.enum(['true', 'false'], { error: 'must be true or false' }).transform((value) => value === 'true'),
        fallback,
      ),
    wholeNumber: (name, { min, max }, fallback) => {
      const error = `must be a whole number from ${min} to ${max}`
      return parsed(
        name,
        z
          .string()
          .regex(/^\d{1,9}$/, { error })
          .transform(Number)
          .pipe(z.number().min(min, { error }).max(max, { error })),
        fallback,
      )
    },
  }
}
