import * as z from 'zod'
import type { Call, CallOptions } from '../call/operation.ts'
import { numberedListFields } from '../paging/list-answer.ts'
import type { Page } from '../paging/page.ts'
import { scrollItems } from '../paging/scroll.ts'
import type { ScrollInput } from '../paging/scroll.ts'
import { compiledSchema } from './compiled-schema.ts'
import { id, shownAttributes, shownId, shownNumber, shownReferences, shownText } from './fields.ts'
import { numberedList } from './list-pages.ts'
import type { ListInput } from './list-pages.ts'

const companySchema = z.looseObject({
  id,
  /** The workspace's own key for the company. */
  company_id: shownId,
  app_id: shownText,
  name: shownText,
  plan: z.looseObject({ id: shownId, name: shownText }).nullish().catch(undefined),
  created_at: shownNumber,
  updated_at: shownNumber,
  remote_created_at: shownNumber,
  last_request_at: shownNumber,
  monthly_spend: shownNumber,
  session_count: shownNumber,
  user_count: shownNumber,
  size: shownNumber,
  website: shownText,
  industry: shownText,
  tags: z.looseObject({ tags: shownReferences }).nullish().catch(undefined),
  segments: z.looseObject({ segments: shownReferences }).nullish().catch(undefined),
  custom_attributes: shownAttributes,
})

const companyListSchema = z.looseObject({ data: z.array(companySchema), ...numberedListFields })

const companyScrollSchema = z.looseObject({ data: z.array(companySchema), scroll_param: shownText })

/** An organisation that contacts belong to. */
export type Company = z.output<typeof companySchema>

export interface CompanyListInput extends ListInput {
  /** By the time of the last request. Default: Intercom's, which is `desc`. */
  order?: 'asc' | 'desc' | undefined
}

export const companyOperations = (call: Call) => ({
  /**
   * Companies by page number, the most recently active first; `nextCursor` is the next page's number.
   * Companies without contacts are left out by Intercom, and after 10,000 the list ends: `scroll` reads on.
   * Permission: read and list users and companies.
   *
   * @throws RangeError or TypeError when `perPage`, `lookAhead` or `cursor` is not one
   * @see Intercom, "List all companies"
   */
  list: async ({ order, ...input }: CompanyListInput = {}, options?: CallOptions): Promise<Page<Company>> =>
    numberedList(call, {
      method: 'POST',
      request: { route: '/companies/list', query: { order }, answer: companyListSchema },
      itemsOf: (answer) => answer.data,
      input,
      options,
    }),

  /**
   * One company, by its id in Intercom (not `company_id`). Permission: read one user and one company.
   *
   * @throws IntercomError `intercom.not_found` (`intercomCode` `company_not_found`)
   * @throws TypeError when the id is `scroll`, which would open the workspace's one scroll instead
   * @see Intercom, "Retrieve a company by ID"
   */
  show: async (input: { id: string }, options?: CallOptions): Promise<Company> => {
    if (input.id === 'scroll') throw new TypeError("id must be a company's, and scroll is another route")
    return call(
      {
        method: 'GET',
        route: '/companies/{id}',
        params: { id: input.id },
        answer: companySchema,
        repeat: 'safe',
      },
      options,
    )
  },

  /**
   * Every company once, however many there are, 100 a request; only to iterate. A workspace has one open
   * scroll: a second of this process waits for its turn. One that breaks or lapses (a minute without a
   * request) begins again and gives only what it has not given. Permission: read and list users and companies.
   *
   * @throws IntercomError `intercom.rate_limited` when another scroll of the workspace stays open for longer
   *   than `openWaitMaxMs`; `intercom.uncertain`, `intercom.not_found` or `intercom.unavailable` when it broke,
   *   lapsed or was left unused more than three times
   * @see Intercom, "Scroll over all companies"
   */
  scroll: (input: ScrollInput = {}, options?: CallOptions): AsyncGenerator<Company, void, undefined> => {
    const answer = compiledSchema(companyScrollSchema)
    return scrollItems(
      call,
      {
        operationOf: (scrollParam) => ({
          method: 'GET',
          route: '/companies/scroll',
          query: { scroll_param: scrollParam },
          answer,
        }),
        itemsOf: (part) => part.data,
        idOf: (company) => company.id,
        scrollParamOf: (part) => part.scroll_param,
      },
      { ...input, options },
    )
  },
})
