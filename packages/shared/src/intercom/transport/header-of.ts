import type { Answer } from './attempt.ts'

/** A header's value, the first one when it was sent more than once. `name` in lower case. */
export function headerOf(answer: Pick<Answer, 'headers'>, name: string): string | undefined {
  const value = answer.headers[name]
  return Array.isArray(value) ? value[0] : value
}
