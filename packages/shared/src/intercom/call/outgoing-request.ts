import type { OutgoingRequest } from '../transport/attempt.ts'
import type { Operation } from './operation.ts'

/**
 * The request of an operation.
 *
 * @throws TypeError when a path parameter is missing, empty, `.` or `..`, when text is not well-formed Unicode,
 *   or when the body is no JSON
 */
export function outgoingRequest(
  operation: Operation<unknown>,
  { origin, basePath, headers }: { origin: string; basePath: string; headers: Record<string, string> },
): OutgoingRequest {
  const { method, route, params, query, json } = operation
  const path = `${basePath}${params === undefined ? checkedRoute(route) : filledRoute(route, params)}`
  const search = query === undefined ? '' : searchOf(query)
  if (json === undefined) return { method, origin, path: `${path}${search}`, headers }
  return {
    method,
    origin,
    path: `${path}${search}`,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(json, finite),
  }
}

function checkedRoute(route: string): string {
  return route.includes('{') ? filledRoute(route, {}) : route
}

function filledRoute(route: string, params: Record<string, string>): string {
  return route.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined
    // A dot segment would be resolved away, and lead to another resource.
    if (typeof value !== 'string' || value === '' || value === '.' || value === '..') {
      throw new TypeError(`the path parameter ${name} of ${route} is missing or cannot stand in a path`)
    }
    return encode(value)
  })
}

function searchOf(query: NonNullable<Operation<unknown>['query']>): string {
  let search = ''
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue
    search += `${search === '' ? '?' : '&'}${encode(name)}=${encode(String(value))}`
  }
  return search
}

/** `JSON.stringify` makes null of such numbers, and null erases a field. */
function finite(key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new TypeError(`${key} is not a finite number`)
  return value
}

function encode(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('text for a URL is not well-formed Unicode')
  return encodeURIComponent(text)
}
