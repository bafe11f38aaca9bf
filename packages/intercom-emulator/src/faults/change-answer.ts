import type { Fault } from './fault.ts'

export interface AnswerChange {
  contentType?: string | undefined
  set: Record<string, unknown>
  remove: readonly string[]
}

/** What a fault changes in an otherwise right JSON answer; `undefined` for the faults that do something else. */
export function changeOf(fault: Fault): AnswerChange | undefined {
  switch (fault.kind) {
    case 'noToken':
      return { set: {}, remove: ['token', 'access_token'] }
    case 'meWithoutApp':
      return { set: {}, remove: ['app'] }
    case 'meUnknownRegion':
      return { set: { 'app.region': 'Atlantis' }, remove: [] }
    case 'oversize':
      return { set: { padding: 'x'.repeat(fault.bytes) }, remove: [] }
    case 'changeAnswer':
      return fault
    default:
      return undefined
  }
}

type JsonObject = Record<string, unknown>

/** Applies a change to JSON text; text that is no JSON object is left as it is. */
export function changeJson(text: string, change: AnswerChange): string {
  const answer: unknown = JSON.parse(text)
  if (!isObject(answer)) return text
  for (const path of change.remove) {
    const place = placeOf(answer, path)
    if (place !== undefined) Reflect.deleteProperty(place.object, place.key)
  }
  for (const [path, value] of Object.entries(change.set)) {
    const place = placeOf(answer, path)
    if (place !== undefined) place.object[place.key] = value
  }
  return JSON.stringify(answer)
}

function placeOf(root: JsonObject, path: string): { object: JsonObject; key: string } | undefined {
  const keys = path.split('.')
  const key = keys.pop() ?? path
  let object = root
  for (const step of keys) {
    const next = object[step]
    if (!isObject(next)) return undefined
    object = next
  }
  return { object, key }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
