import { isRecord } from '../is-record.ts'

/** The value at a path of field names; `undefined` where there is none. */
export function valueIn(body: unknown, ...names: string[]): unknown {
  return names.reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), body)
}

/** The text or number at a path, as text; empty where there is none. */
export function textIn(body: unknown, ...names: string[]): string {
  const value = valueIn(body, ...names)
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** The list at a path; empty where there is none. */
export function listIn(body: unknown, ...names: string[]): readonly unknown[] {
  const value = valueIn(body, ...names)
  return Array.isArray(value) ? value : []
}

/** The ids of the items of a list. */
export function idsIn(body: unknown, ...names: string[]): string[] {
  return listIn(body, ...names).map((item) => textIn(item, 'id'))
}
