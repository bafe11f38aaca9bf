import * as z from 'zod'

/** Numbers that Intercom also sends as text (`per_page` does come back as a string). */
const count = z.union([
  z.int().nonnegative(),
  z
    .string()
    .regex(/^\d{1,12}$/)
    .transform(Number),
])

/** How many items the list has; what is no number is left out, because nothing depends on it. */
const totalCount = count.nullish().catch(undefined)

/** The fields of an answer whose list goes on at a cursor. Spread them into its schema. */
export const cursorListFields = {
  pages: z
    .looseObject({ next: z.looseObject({ starting_after: z.string().min(1).nullish() }).nullish() })
    .nullish(),
  total_count: totalCount,
}

/** The fields of an answer whose list is read by page number. Spread them into its schema. */
export const numberedListFields = {
  pages: z.looseObject({ total_pages: count.nullish(), next: z.unknown().optional() }).nullish(),
  total_count: totalCount,
}

/** The cursor of the page after an answer with `cursorListFields`; `undefined` on the last page. */
export function nextCursorOf(answer: {
  pages?: { next?: { starting_after?: string | null | undefined } | null | undefined } | null | undefined
}): string | undefined {
  return answer.pages?.next?.starting_after ?? undefined
}

/**
 * The number of the page after an answer with `numberedListFields`, as a cursor; `undefined` on the last page.
 *
 * Counted from the page that was asked for, so that a server which names its pages wrongly cannot make the
 * list endless, and ends at `total_pages`, so that no empty page is fetched. Without `total_pages` it goes on
 * while a `next` is named and the page has items, so that the list is never silently shorter.
 */
export function nextPageOf(
  {
    data,
    pages,
  }: {
    data: readonly unknown[]
    pages?: { total_pages?: number | null | undefined; next?: unknown } | null | undefined
  },
  cursor: string | undefined,
): string | undefined {
  const page = pageNumberOf(cursor)
  const total = pages?.total_pages ?? undefined
  const isNamed = pages?.next !== undefined && pages.next !== null
  const hasNext = total === undefined ? isNamed && data.length > 0 : page < total
  return hasNext ? String(page + 1) : undefined
}

/**
 * The page number that a cursor of a numbered list stands for; 1 without one.
 *
 * @throws TypeError when it is the cursor of another list
 */
export function pageNumberOf(cursor: string | undefined): number {
  if (cursor === undefined) return 1
  if (!/^[1-9]\d{0,8}$/.test(cursor)) throw new TypeError('the cursor is not one of a list by page number')
  return Number(cursor)
}

/** What an answer says the whole list counts. */
export function totalOf(answer: { total_count?: number | null | undefined }): number | undefined {
  return answer.total_count ?? undefined
}
