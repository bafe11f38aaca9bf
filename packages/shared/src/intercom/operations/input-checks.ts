/** Most items that Intercom puts on a page, in every list. */
const PER_PAGE_MAX = 150

// Unix seconds stay below this until the year 5138; milliseconds have been above it since 1973.
const SECONDS_MAX = 99_999_999_999

/**
 * The page size to send; the maximum by default, because whoever iterates wants few requests.
 *
 * @throws RangeError when it is not a whole number from 1 to 150
 */
export function perPageOf({ perPage = PER_PAGE_MAX }: { perPage?: number | undefined }): number {
  if (!Number.isInteger(perPage) || perPage < 1 || perPage > PER_PAGE_MAX) {
    throw new RangeError(`perPage must be a whole number from 1 to ${PER_PAGE_MAX}`)
  }
  return perPage
}

/**
 * Refuses fields that are missing, empty or no text, before a call is spent on them.
 *
 * @throws TypeError naming the first such field
 */
export function requireTexts(fields: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value !== 'string' || value === '') throw new TypeError(`${name} must be a non-empty text`)
  }
}

/**
 * Refuses a time that is no unix time in seconds; milliseconds are the usual mistake.
 *
 * @throws RangeError naming the field
 */
export function requireSeconds(name: string, value: unknown): void {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > SECONDS_MAX) {
    throw new RangeError(`${name} must be a whole number of unix seconds (not milliseconds)`)
  }
}
