import * as z from 'zod'
import type { Call, CallOptions } from '../call/operation.ts'
import type { Page } from '../paging/page.ts'
import { id, shownNumber, shownText } from './fields.ts'
import { wholeList } from './list-pages.ts'

const segmentSchema = z.looseObject({
  id,
  name: shownText,
  person_type: shownText,
  created_at: shownNumber,
  updated_at: shownNumber,
  count: shownNumber,
})

const segmentListSchema = z.looseObject({ segments: z.array(segmentSchema) })

/** A group of contacts that a rule defines. `count` is there when it was asked for. */
export type Segment = z.output<typeof segmentSchema>

export const segmentOperations = (call: Call) => ({
  /**
   * All segments of the workspace, on one page; with `includeCount`, each with how many contacts it has (not
   * counted by default). Permission: read and list users and companies, as far as known.
   *
   * @see Intercom, "List all segments"
   */
  list: async (
    { includeCount }: { includeCount?: boolean | undefined } = {},
    options?: CallOptions,
  ): Promise<Page<Segment>> =>
    wholeList(call, {
      request: { route: '/segments', query: { include_count: includeCount }, answer: segmentListSchema },
      itemsOf: (answer) => answer.segments,
      options,
    }),

  /**
   * One segment. Permission: read and list users and companies, as far as known.
   *
   * @throws IntercomError `intercom.not_found`
   * @see Intercom, "Retrieve a segment"
   */
  show: async (input: { id: string }, options?: CallOptions): Promise<Segment> =>
    call(
      {
        method: 'GET',
        route: '/segments/{id}',
        params: { id: input.id },
        answer: segmentSchema,
        repeat: 'safe',
      },
      options,
    ),
})
