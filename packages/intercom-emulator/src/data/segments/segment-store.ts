import type { SeedWorkspace } from '../../seed.ts'
import type { Company } from '../companies/company.ts'
import type { ContactStore } from '../contacts/contact-store.ts'
import { seededRole } from '../contacts/contact-identity.ts'
import type { Contact } from '../contacts/contact.ts'
import { activeSince, seenKind } from '../contacts/seeded-seen.ts'
import { createDraws } from '../draws.ts'
import { createHexIds } from '../item-ids.ts'
import { seededCreatedAt } from '../seeded-time.ts'

export interface Segment {
  /** 24 hex digits. */
  id: string
  name: string
  person_type: 'user' | 'contact'
  created_at: number
  updated_at: number
}

/** The position, among the segments of people, of the one that a contact is in. */
function positionOf({ role, last_seen_at: seen }: Pick<Contact, 'role' | 'last_seen_at'>): number {
  if (role === 'lead') return 3
  if (seen === null) return 2
  return seen >= activeSince ? 0 : 1
}

const peopleSegments: readonly [name: string, personType: Segment['person_type']][] = [
  ['Active users', 'user'],
  ['Slipping away <em>soon</em>', 'user'],
  ['Nie gesehen 👀', 'user'],
  ['Leads', 'contact'],
]

/** From this on a company is in the segment of companies that pay. */
const payingFrom = 1

/**
 * The segments of one workspace: four that divide its people, by role and by when they were seen last, and one of
 * companies. Who is in one follows from the item, so members come and go as items change. An empty workspace has none.
 */
export function createSegmentStore(workspace: SeedWorkspace, contacts: ContactStore) {
  const ids = createHexIds(workspace.id, 'segments')
  const at = (index: number, name: string, personType: Segment['person_type']): Segment => ({
    id: ids.idOf(index),
    name,
    person_type: personType,
    created_at: workspace.createdAt + 86_400 * (index + 1),
    updated_at: workspace.createdAt + 86_400 * (index + 40),
  })
  const isEmpty = workspace.size.contacts === 0
  const people = isEmpty ? [] : peopleSegments.map(([name, type], index) => at(index, name, type))
  const paying = isEmpty ? [] : [at(peopleSegments.length, 'Companies that pay', 'user')]

  let seededCounts: number[] | undefined

  /** How many contacts are in each segment: the seed's, corrected by what was written. */
  function counts(): number[] {
    seededCounts ??= countSeeded(workspace)
    const corrected = [...seededCounts]
    for (const index of contacts.touchedIndexes()) {
      if (index < workspace.size.contacts) change(corrected, positionOf(contacts.seededAt(index)), -1)
      const contact = contacts.at(index)
      if (contact !== undefined) change(corrected, positionOf(contact), 1)
    }
    return corrected
  }

  return {
    /** The segments of people. */
    list: (): readonly Segment[] => people,
    /** A segment of people or of companies. */
    find: (id: string): Segment | undefined => [...people, ...paying].find((segment) => segment.id === id),
    /** How many contacts a segment of people has; `null` for one of companies. */
    count(segment: Segment): number | null {
      return people.includes(segment) ? (counts()[people.indexOf(segment)] ?? 0) : null
    },
    ofContact: (contact: Contact): Segment[] => people.slice(positionOf(contact)).slice(0, 1),
    ofCompany: (company: Company): readonly Segment[] => (company.monthly_spend >= payingFrom ? paying : []),
  }
}

/** Counts without computing contacts: role and kind follow from the index, the time of creation from a few draws. */
function countSeeded(workspace: SeedWorkspace): number[] {
  const counts = peopleSegments.map(() => 0)
  const count = workspace.size.contacts
  const drawsOf = createDraws(workspace.id, 'contacts')
  let recent = count
  const createdAt = (index: number) => seededCreatedAt({ index, count, draws: drawsOf(index) }, workspace)
  while (recent > 0 && createdAt(recent - 1) >= activeSince) recent -= 1
  for (let index = 0; index < count; index += 1) {
    const kind = seenKind(index)
    // Whoever came in the last month is not slipping away yet: they were just not seen.
    const seen = kind === 'slipping' && index >= recent ? 'never' : kind
    change(counts, seededRole(index) === 'lead' ? 3 : ['active', 'slipping', 'never'].indexOf(seen), 1)
  }
  return counts
}

function change(counts: number[], position: number, by: number): void {
  counts[position] = (counts[position] ?? 0) + by
}
