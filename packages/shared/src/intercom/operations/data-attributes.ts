import * as z from 'zod'
import type { Call, CallOptions } from '../call/operation.ts'
import type { Page } from '../paging/page.ts'
import { shownFlag, shownId, shownNumber, shownText, shownTexts, text } from './fields.ts'
import { wholeList } from './list-pages.ts'

const dataAttributeSchema = z.looseObject({
  // Intercom's own attributes have a name only, so the name is what is relied upon.
  name: text,
  id: shownId,
  full_name: shownText,
  label: shownText,
  description: shownText,
  model: shownText,
  data_type: shownText,
  options: shownTexts,
  custom: shownFlag,
  archived: shownFlag,
  api_writable: shownFlag,
  ui_writable: shownFlag,
  messenger_writable: shownFlag,
  created_at: shownNumber,
  updated_at: shownNumber,
  admin_id: shownId,
})

const dataAttributeListSchema = z.looseObject({ data: z.array(dataAttributeSchema) })

/** What a contact or company can have. `name` is always there, `id` on custom attributes only. */
export type DataAttribute = z.output<typeof dataAttributeSchema>

export const dataAttributeOperations = (call: Call) => ({
  /**
   * All attributes of contacts and companies, or of one of them (`model`), on one page; archived ones with
   * `includeArchived` only. Permission: read and list users and companies, as far as known.
   *
   * @see Intercom, "List all data attributes"
   */
  list: async (
    {
      model,
      includeArchived,
    }: { model?: 'contact' | 'company' | undefined; includeArchived?: boolean | undefined } = {},
    options?: CallOptions,
  ): Promise<Page<DataAttribute>> =>
    wholeList(call, {
      request: {
        route: '/data_attributes',
        query: { model, include_archived: includeArchived },
        answer: dataAttributeListSchema,
      },
      itemsOf: (answer) => answer.data,
      options,
    }),
})
