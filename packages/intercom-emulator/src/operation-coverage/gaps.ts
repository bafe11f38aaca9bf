/** An operation of Intercom's that people may look for, and the emulator answers with 404. */
export interface Gap {
  name: string
  /** A method and a path, as in `route-names.ts`. */
  route: string
}

/** Neighbours of what is emulated, by resource. */
export const gaps: readonly Gap[] = [
  { name: 'Set an admin to away', route: 'PUT /admins/:id/away' },
  { name: 'List activity logs', route: 'GET /admins/activity_logs' },
  { name: 'Find a contact by external id', route: 'GET /contacts/find_by_external_id/:externalId' },
  { name: 'Block a contact', route: 'POST /contacts/:id/block' },
  { name: 'List companies of a contact', route: 'GET /contacts/:id/companies' },
  { name: 'Attach a contact to a company', route: 'POST /contacts/:id/companies' },
  { name: 'Detach a contact from a company', route: 'DELETE /contacts/:id/companies/:companyId' },
  { name: 'List segments of a contact', route: 'GET /contacts/:id/segments' },
  { name: 'List subscriptions of a contact', route: 'GET /contacts/:id/subscriptions' },
  { name: 'Retrieve a note', route: 'GET /notes/:id' },
  { name: 'Create or update a company', route: 'POST /companies' },
  { name: 'Update a company', route: 'PUT /companies/:id' },
  { name: 'Delete a company', route: 'DELETE /companies/:id' },
  { name: 'List contacts of a company', route: 'GET /companies/:id/contacts' },
  { name: 'List segments of a company', route: 'GET /companies/:id/segments' },
  { name: 'Create a conversation', route: 'POST /conversations' },
  { name: 'Update a conversation', route: 'PUT /conversations/:id' },
  { name: 'Delete a conversation', route: 'DELETE /conversations/:id' },
  { name: 'Tag a conversation', route: 'POST /conversations/:id/tags' },
  { name: 'Untag a conversation', route: 'DELETE /conversations/:id/tags/:tagId' },
  { name: 'Attach a contact to a conversation', route: 'POST /conversations/:id/customers' },
  { name: 'Run assignment rules', route: 'POST /conversations/:id/run_assignment_rules' },
  { name: 'Redact a conversation part', route: 'POST /conversations/redact' },
  { name: 'Convert a conversation to a ticket', route: 'POST /conversations/:id/convert' },
  { name: 'List conversation attributes', route: 'GET /conversations/attributes' },
  { name: 'Delete a tag', route: 'DELETE /tags/:id' },
  { name: 'Create a data attribute', route: 'POST /data_attributes' },
  { name: 'Update a data attribute', route: 'PUT /data_attributes/:id' },
  { name: 'List events of a contact', route: 'GET /events' },
  { name: 'Create event summaries', route: 'POST /events/summaries' },
  { name: 'Send a message', route: 'POST /messages' },
  { name: 'Create a ticket', route: 'POST /tickets' },
  { name: 'Search tickets', route: 'POST /tickets/search' },
  { name: 'List articles', route: 'GET /articles' },
  { name: 'List help centers', route: 'GET /help_center/help_centers' },
  { name: 'List news items', route: 'GET /news/news_items' },
  { name: 'List subscription types', route: 'GET /subscription_types' },
  { name: 'Retrieve a visitor', route: 'GET /visitors' },
  { name: 'Export messages', route: 'POST /export/content/data' },
]
