import type { FieldProblem } from './app-error.ts'

const fieldsMax = 20
const nameLengthMax = 100

/** One failed check, as the type provider hands it over. */
interface ValidationIssue {
  readonly instancePath: string
  readonly message?: string | undefined
  readonly params?: Record<string, unknown>
}

/**
 * Names what to correct, at most twenty values. An unknown key is named as such; `value` stands for the whole.
 *
 * Values never appear: only names, cut at a hundred characters, and the schema's own words.
 */
export function fieldProblems(issues: readonly ValidationIssue[]): FieldProblem[] {
  return issues.flatMap(fieldsOf).slice(0, fieldsMax)
}

function fieldsOf({ instancePath, message = 'Not valid', params }: ValidationIssue): FieldProblem[] {
  const path = instancePath.split('/').filter((part) => part !== '')
  const unknownKeys = params?.['keys']
  if (!Array.isArray(unknownKeys)) return [{ name: nameOf(path), message }]
  return unknownKeys.map((key) => ({ name: nameOf([...path, String(key)]), message: 'Not known here' }))
}

function nameOf(path: readonly string[]): string {
  return path.length === 0 ? 'value' : path.join('.').slice(0, nameLengthMax)
}
