/** The 2xx answers that an OpenAPI document shows for a route such as `GET /contacts/{}`; a body may be none. */
export function examplesOf(document: unknown, route: string): { status: number; example: unknown }[] {
  const [method = '', wanted = ''] = route.split(' ')
  const paths = entriesOf(fieldOf(document, 'paths'))
  return paths
    .filter(([path]) => path.replaceAll(/\{[^}]*\}/g, '{}') === wanted)
    .flatMap(([, item]) => entriesOf(fieldOf(fieldOf(item, method.toLowerCase()), 'responses')))
    .filter(([status]) => status.startsWith('2'))
    .flatMap(([status, response]) => {
      const json = fieldOf(fieldOf(response, 'content'), 'application/json')
      const examples = entriesOf(fieldOf(json, 'examples')).map(([, example]) => fieldOf(example, 'value'))
      const bodies = json === undefined ? [''] : examples
      return bodies.map((example) => ({ status: Number(status), example }))
    })
}

/**
 * Where a result lacks what an answer said: an item, a field, a value. Ids may have become strings, an avatar's
 * address an object; of a page its items are compared.
 */
export function lostIn(answer: unknown, result: unknown): string[] {
  const items = fieldOf(result, 'items')
  if (items === undefined) return result === undefined ? [] : lostAt(answer, result, '')
  const list = entriesOf(answer).find(([, value]) => Array.isArray(value))
  return list === undefined ? ['no list to compare with'] : lostAt(list[1], items, list[0])
}

function lostAt(said: unknown, kept: unknown, path: string): string[] {
  if (typeof said === 'object' && said !== null) {
    if (typeof kept !== 'object' || kept === null) return [`${path} is lost`]
    return entriesOf(said).flatMap(([name, value]) => lostAt(value, fieldOf(kept, name), `${path}.${name}`))
  }
  const isKept = kept === said || kept === String(said) || fieldOf(kept, 'image_url') === said
  return isKept ? [] : [`${path} is ${String(kept)} instead of ${String(said)}`]
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return Reflect.get(value, name)
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}
