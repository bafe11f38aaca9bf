import { invalidCursor, readCursor } from '../../paging/cursor.ts'
import { takeCursorPage } from '../../paging/cursor-page.ts'
import { readPerPage } from '../../paging/read-per-page.ts'
import type { OperationDeps } from '../operation-deps.ts'
import type { RestOperation } from '../operation.ts'
import { contactItem } from './contact-answer.ts'
import { viewOf } from './contact-view.ts'

/** A page of all contacts, the newest first. */
export function listContacts(deps: OperationDeps): RestOperation {
  return {
    route: 'GET /contacts',
    permission: 'read_users_companies',
    handle(call) {
      const { contacts } = deps.data.of(call.caller.workspace)
      const { perPageAboveMax } = deps.switches()
      const perPage = readPerPage(call.query['per_page'], { standard: 10, perPageAboveMax })
      const cursor = readCursor(call.query['starting_after'])
      // The place is kept as an id, so it holds where its contact is gone.
      const before = cursor === undefined ? contacts.end() : contacts.indexOf(cursor.id)
      if (before === undefined) throw invalidCursor()
      const { items, pages } = takeCursorPage(contacts.newestFirst(before), {
        perPage,
        page: cursor?.page ?? 1,
        total: contacts.count(),
        positionOf: (contact) => ({ sortValue: contact.created_at * 1000, id: contact.id }),
      })
      const view = viewOf(call, deps)
      return {
        body: {
          type: 'list',
          data: items.map((contact) => contactItem(contact, view)),
          total_count: contacts.count(),
          pages,
        },
      }
    },
  }
}
