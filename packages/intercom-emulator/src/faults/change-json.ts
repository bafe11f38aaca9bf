export interface JsonChange {
  set?: Readonly<Record<string, unknown>>
  remove?: readonly string[]
}

type JsonObject = Record<string, unknown>

const plainField = { writable: true, enumerable: true, configurable: true }

/** Applies a change to JSON text; text that is no JSON object is left as it is. */
export function changeJson(text: string, { set = {}, remove = [] }: JsonChange): string {
  const answer = parse(text)
  if (!isObject(answer)) return text
  for (const path of remove) {
    const place = placeOf(answer, path)
    if (place !== undefined) Reflect.deleteProperty(place.object, place.key)
  }
  for (const [path, value] of Object.entries(set)) {
    const place = placeOf(answer, path)
    // Defined, not assigned: so `__proto__` is a field like any other.
    if (place !== undefined) Object.defineProperty(place.object, place.key, { ...plainField, value })
  }
  return JSON.stringify(answer)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function placeOf(root: JsonObject, path: string): { object: JsonObject; key: string } | undefined {
  const keys = path.split('.')
  const key = keys.pop() ?? path
  let object = root
  for (const step of keys) {
    // What an object inherits is shared with every other one.
    const next = Object.hasOwn(object, step) ? object[step] : undefined
    if (!isObject(next)) return undefined
    object = next
  }
  return { object, key }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
