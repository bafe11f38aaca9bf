import type { Clock } from '../../clock.ts'
import { adminsOf } from '../../directory.ts'
import type { SeedWorkspace } from '../../seed.ts'
import type { Contact } from '../contacts/contact.ts'
import { createDraws } from '../draws.ts'
import type { ItemDraws } from '../draws.ts'
import { seedEndsAt } from '../seeded-time.ts'

export interface Note {
  /** Digits. */
  id: string
  created_at: number
  /** The id of an admin; `null` where an admin is gone. */
  author_id: string | null
  /** HTML. */
  body: string
}

const bodies: readonly [string, ...string[]] = [
  '<p>Called back, all is well.</p>',
  '<p>Prefers <b>e-mail</b>.<br>Not before 10&nbsp;a.m.</p>',
  '<p><script>alert("note")</script></p>',
  '<p>طلب الاتصال غدًا</p>',
  `<p>${'A long note. '.repeat(200)}</p>`,
]

/** The notes about contacts: few for most, 120 for some, so that lists of notes have pages. */
export function createNoteStore({ workspace, clock }: { workspace: SeedWorkspace; clock: Clock }) {
  const drawsOf = createDraws(workspace.id, 'notes')
  const admins = adminsOf(workspace).map(({ id }) => id)
  const written = new Map<number, Note[]>()

  const seededCount = (index: number): number => {
    if (index >= workspace.size.contacts) return 0
    return index % 97 === 5 ? 120 : Math.max(0, drawsOf(index).below(6, 'count') - 2)
  }

  function seededNote({ index, created_at }: Contact, position: number): Note {
    const draws: ItemDraws = drawsOf(index)
    const share = (position + 1) / (seededCount(index) + 1)
    return {
      id: noteId(index, position),
      created_at: created_at + Math.floor(share * (seedEndsAt - created_at)),
      author_id: admins[draws.below(admins.length, `${position}.author`)] ?? null,
      body: draws.pick(bodies, `${position}.body`),
    }
  }

  return {
    count: (contact: Contact): number =>
      seededCount(contact.index) + (written.get(contact.index)?.length ?? 0),

    /** The notes about a contact, the newest first, from `start` on. */
    newestFirst(contact: Contact, { start, count }: { start: number; count: number }): Note[] {
      const added = written.get(contact.index)?.toReversed() ?? []
      const total = seededCount(contact.index) + added.length
      const end = Math.min(total, start + count)
      return Array.from({ length: Math.max(0, end - start) }, (_, offset) => {
        const position = start + offset
        return added[position] ?? seededNote(contact, total - position - 1)
      })
    },

    add(contact: Contact, { author_id, body }: Pick<Note, 'author_id' | 'body'>): Note {
      const notes = written.get(contact.index) ?? []
      const position = seededCount(contact.index) + notes.length
      const now = Math.floor(clock.now() / 1000)
      const note = { id: noteId(contact.index, position), created_at: now, author_id, body }
      written.set(contact.index, [...notes, note])
      return note
    },
  }
}

const noteId = (contactIndex: number, position: number) => String((contactIndex + 1) * 100_000 + position)
