import { z } from 'zod'
import type { Note } from '../../data/notes/note-store.ts'
import { adminsOf } from '../../directory.ts'
import { takeNumberedPage } from '../../paging/numbered-page.ts'
import { readPage, readPerPage } from '../../paging/read-per-page.ts'
import type { SeedWorkspace } from '../../seed.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { RestError } from '../operation.ts'
import type { ApiVersion, RestOperation } from '../operation.ts'
import { readBody } from '../read-body.ts'
import { requireContact } from './find-contact.ts'

/** The admin whose token it is writes the note where none is named. */
const NewNote = z.object({
  body: z.string().min(1),
  admin_id: z.union([z.string(), z.int()]).nullish(),
})

/** The notes about a contact: a list with page numbers, the newest first, and a new note by an admin. */
export function contactNoteOperations({ data, switches }: OperationDeps): RestOperation[] {
  return [
    {
      route: 'GET /contacts/:id/notes',
      permission: 'read_users_companies',
      handle({ caller, params, query, version, baseUrl }) {
        const { contacts, notes } = data.of(caller.workspace)
        const contact = requireContact(contacts, params['id'] ?? '')
        const { perPageAboveMax } = switches()
        const perPage = readPerPage(query['per_page'], { standard: 50, perPageAboveMax })
        const total = notes.count(contact)
        const { items, pages } = takeNumberedPage({
          page: readPage(query['page']),
          perPage,
          total,
          slice: (start, count) => notes.newestFirst(contact, { start, count }),
          addressOf: (page) => `${baseUrl}/contacts/${contact.id}/notes?per_page=${perPage}&page=${page}`,
        })
        const view = { contactId: contact.id, workspace: caller.workspace, version }
        return {
          body: {
            type: 'list',
            data: items.map((note) => noteAnswer(note, view)),
            total_count: total,
            pages,
          },
        }
      },
    },
    {
      route: 'POST /contacts/:id/notes',
      permission: 'write_users_companies',
      handle({ caller, params, body, version }) {
        const { contacts, notes } = data.of(caller.workspace)
        const contact = requireContact(contacts, params['id'] ?? '')
        const { body: text, admin_id: adminId } = readBody(NewNote, body)
        const authorId = String(adminId ?? caller.admin.id)
        if (!adminsOf(caller.workspace).some(({ id }) => id === authorId)) {
          throw new RestError(404, { code: 'not_found', message: 'Resource Not Found' })
        }
        const note = notes.add(contact, { author_id: authorId, body: asHtml(text) })
        return { body: noteAnswer(note, { contactId: contact.id, workspace: caller.workspace, version }) }
      },
    },
  ]
}

interface NoteView {
  contactId: string
  workspace: SeedWorkspace
  version: ApiVersion
}

function noteAnswer(note: Note, { contactId, workspace, version }: NoteView) {
  return {
    type: 'note',
    id: note.id,
    created_at: note.created_at,
    contact: { type: 'contact', id: contactId },
    author: authorAnswer(note.author_id, { workspace, version }),
    body: note.body,
  }
}

/** Version 2.11 alone promises job title, seat and teams of an admin, so only it sends them. */
function authorAnswer(
  adminId: string | null,
  { workspace, version }: { workspace: SeedWorkspace; version: ApiVersion },
) {
  const admin = adminsOf(workspace).find(({ id }) => id === adminId)
  if (admin === undefined) return null
  return {
    type: 'admin',
    id: admin.id,
    name: admin.name,
    email: admin.email,
    away_mode_enabled: false,
    away_mode_reassign: false,
    ...(version === '2.11' && { job_title: admin.jobTitle, has_inbox_seat: true, team_ids: [] }),
  }
}

/** Plain text comes back as a paragraph (Intercom's OpenAPI example: `Hello` is answered as `<p>Hello</p>`). */
function asHtml(text: string): string {
  return text.trimStart().startsWith('<') ? text : `<p>${text}</p>`
}
