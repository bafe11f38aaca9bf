import { isRecord } from './is-record.ts'
import { pathOf } from './mismatch.ts'

/** The places of all fields of a body, as in `Mismatch`. */
export function fieldsIn(body: unknown): Set<string> {
  const fields = new Set<string>()
  const walk = (value: unknown, steps: readonly (string | number)[]): void => {
    if (Array.isArray(value)) {
      for (const item of value) walk(item, [...steps, 0])
      return
    }
    if (!isRecord(value)) return
    for (const [name, inner] of Object.entries(value)) {
      fields.add(pathOf([...steps, name]))
      walk(inner, [...steps, name])
    }
  }
  walk(body, [])
  return fields
}
