/** How an answer can differ from its description. */
export const mismatchKinds = [
  'type',
  'null',
  'required',
  'enum',
  'format',
  'form',
  'limit',
  'unknown',
  'status',
  'body',
] as const

/**
 * `type`: another type · `null`: null where nothing allows it · `required`: a required field is missing · `enum`:
 * none of the listed values · `format` · `form`: none of the described forms (`anyOf`) · `limit`: a length, bound or
 * pattern · `unknown`: a field that the description does not have · `status`: a success that is not described ·
 * `body`: a body where none is described, or the other way round.
 */
export type MismatchKind = (typeof mismatchKinds)[number]

/** One difference between an answer and its description. */
export interface Mismatch {
  version: string
  /** As in `routeNames`. */
  route: string
  status: number
  /** Where in the body: `data[].owner_id`; empty for the body as a whole. */
  path: string
  kind: MismatchKind
  /** What stands there, shortened; for people. */
  found: string
}

/** Makes `data[].owner_id` of the steps to a value: an index is written `[]`. */
export function pathOf(steps: readonly (string | number)[]): string {
  return steps
    .map((step, index) => (typeof step === 'number' ? '[]' : `${index === 0 ? '' : '.'}${step}`))
    .join('')
}

/** A value in a few characters. */
export function shown(value: unknown): string {
  const json = JSON.stringify(value) ?? 'nothing'
  return json.length > 60 ? `${json.slice(0, 57)}…` : json
}
