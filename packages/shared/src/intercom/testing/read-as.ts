import type { Operation } from '../call/operation.ts'

/**
 * A value as an operation's schema reads it, for calls that go to no server.
 *
 * @throws Error when the schema refuses it
 */
export function readAs<Output>({ answer, route }: Operation<Output>, value: unknown): Output {
  const read = answer.safeParse(value)
  if (!read.success) throw new Error(`the schema of ${route} refuses the value`)
  return read.data
}
