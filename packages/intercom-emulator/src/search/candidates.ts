import type { Query } from './read-query.ts'

/**
 * The items that equality finds directly, as many as could match or more; `undefined` where the query must scan.
 * One part of an AND that is found directly is enough; of an OR every part must be.
 */
export function directCandidates<Item>(query: Query<Item>): readonly Item[] | undefined {
  if (query.kind === 'group') {
    const parts = query.parts.map(directCandidates)
    if (query.operator === 'AND') {
      return parts.filter((part) => part !== undefined).toSorted((a, b) => a.length - b.length)[0]
    }
    return parts.some((part) => part === undefined) ? undefined : parts.flatMap((part) => part ?? [])
  }
  const { field, operator, asGiven } = query
  if (field.find === undefined || (operator !== '=' && operator !== 'IN')) return undefined
  const found: Item[] = []
  for (const value of asGiven) {
    // What is absent cannot be looked up.
    if (typeof value !== 'string' && typeof value !== 'number') return undefined
    found.push(...field.find(String(value)))
  }
  return found
}
