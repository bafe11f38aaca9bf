import * as z from 'zod'
import type { Call, CallOptions } from '../call/operation.ts'
import type { Page } from '../paging/page.ts'
import { id, shownNumber, shownReference, shownText } from './fields.ts'
import { requireTexts } from './input-checks.ts'
import { wholeList } from './list-pages.ts'

export const tagSchema = z.looseObject({
  id,
  name: shownText,
  applied_at: shownNumber,
  applied_by: shownReference,
})

export const tagListSchema = z.looseObject({ data: z.array(tagSchema) })

/** A tag. `applied_at` and `applied_by` are there when it is told as something's tag. */
export type Tag = z.output<typeof tagSchema>

export const tagOperations = (call: Call) => ({
  /**
   * All tags of the workspace, on one page. Permission: read tags.
   *
   * @see Intercom, "List all tags"
   */
  list: async (_input: Record<string, never> = {}, options?: CallOptions): Promise<Page<Tag>> =>
    wholeList(call, {
      request: { route: '/tags', answer: tagListSchema },
      itemsOf: (answer) => answer.data,
      options,
    }),

  /**
   * The tag of that name, made if there is none; names that differ in case only are the same. Permission:
   * write tags.
   *
   * Repeated when an answer is lost, because a second time finds the tag of the first.
   *
   * @throws IntercomError `intercom.invalid` (`intercomCode` `parameter_invalid`)
   * @throws TypeError when the name is empty
   * @see Intercom, "Create or update a tag"
   */
  create: async ({ name }: { name: string }, options?: CallOptions): Promise<Tag> => {
    requireTexts({ name })
    return call(
      { method: 'POST', route: '/tags', json: { name }, answer: tagSchema, repeat: 'safe' },
      options,
    )
  },
})
