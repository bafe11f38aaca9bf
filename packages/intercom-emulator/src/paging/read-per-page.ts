import { RestError } from '../rest/operation.ts'
import type { Switches } from '../switches.ts'

/** The most that Intercom gives on one page, everywhere (Intercom, "Pagination"). */
const perPageMax = 150

/**
 * Reads `per_page` from a query or a body: a number or its digits; `standard` where it is missing or empty.
 *
 * @throws RestError 400 `parameter_invalid` for what is not a count, and for more than 150 unless they are capped
 */
export function readPerPage(
  value: unknown,
  { standard, perPageAboveMax }: { standard: number; perPageAboveMax: Switches['perPageAboveMax'] },
): number {
  const perPage = readCount(value, 'per_page') ?? standard
  if (perPage <= perPageMax) return perPage
  if (perPageAboveMax === 'capped') return perPageMax
  throw invalid('per_page', `must not be greater than ${perPageMax}`)
}

/** Reads `page`; 1 where it is missing or empty. @throws RestError 400 `parameter_invalid` for what is not a count */
export function readPage(value: unknown): number {
  return readCount(value, 'page') ?? 1
}

function readCount(value: unknown, field: string): number | undefined {
  if (value === undefined || value === null || value === '') return undefined
  const count = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value
  if (typeof count === 'number' && Number.isInteger(count) && count >= 1) return count
  throw invalid(field, 'must be a number from 1')
}

function invalid(field: string, problem: string): RestError {
  return new RestError(400, { code: 'parameter_invalid', message: `${field} ${problem}`, field })
}
