/** Where a workspace is hosted. `unknown` is a valid answer: the routing hosts serve it. */
export type Region = 'us' | 'eu' | 'au' | 'unknown'

const REGION_BY_NAME: ReadonlyMap<string, Region> = new Map([
  ['us', 'us'],
  ['usa', 'us'],
  ['unitedstates', 'us'],
  ['unitedstatesofamerica', 'us'],
  ['eu', 'eu'],
  ['europe', 'eu'],
  ['europeanunion', 'eu'],
  ['au', 'au'],
  ['aus', 'au'],
  ['australia', 'au'],
])

/**
 * Reads a region from whatever `/me` holds in `app.region`; never throws, anything not recognised is `unknown`.
 *
 * The field is a free string: the documentation shows `US`, European workspaces were seen with `Europe`, and
 * no list of values is published. So case, spaces and punctuation are ignored and both names and codes count.
 */
export function parseRegion(value: unknown): Region {
  if (typeof value !== 'string') return 'unknown'
  const name = value.toLowerCase().replace(/[\s._-]/g, '')
  return REGION_BY_NAME.get(name) ?? 'unknown'
}
