import type { Clock } from '../../clock.ts'
import type { SeedWorkspace } from '../../seed.ts'
import { createOverlay } from '../overlay.ts'
import { indexInEmail, indexInExternalId } from './contact-identity.ts'
import type { AppliedTag, Contact } from './contact.ts'
import { createSeededContacts } from './seeded-contact.ts'

/** What a caller may write; a field that is left out stays as it is. */
export type ContactFields = Partial<
  Pick<
    Contact,
    | 'role'
    | 'external_id'
    | 'email'
    | 'phone'
    | 'name'
    | 'avatar'
    | 'owner_id'
    | 'signed_up_at'
    | 'last_seen_at'
    | 'unsubscribed_from_emails'
    | 'custom_attributes'
  >
>

/** What an id stands for. */
export type ContactState =
  | { kind: 'live'; contact: Contact }
  | { kind: 'archived'; contact: Contact }
  | { kind: 'merged'; into: Contact }
  | { kind: 'none' }

export type ContactStore = ReturnType<typeof createContactStore>

/** The contacts of one workspace: seeded ones, and what was written to them since. */
export function createContactStore({ workspace, clock }: { workspace: SeedWorkspace; clock: Clock }) {
  const seeded = createSeededContacts(workspace)
  const overlay = createOverlay({ seededCount: workspace.size.contacts, seeded: seeded.at })
  const archived = new Set<number>()
  const mergedInto = new Map<number, number>()
  const writtenEmails = new Map<string, Set<number>>()
  const writtenExternalIds = new Map<string, Set<number>>()
  const nowSeconds = () => Math.floor(clock.now() / 1000)

  /** Entries are only added: whoever looks one up compares with the contact as it is now. */
  function remember(contact: Contact): Contact {
    if (contact.email !== null) add(writtenEmails, contact.email.toLowerCase(), contact.index)
    if (contact.external_id !== null) add(writtenExternalIds, contact.external_id, contact.index)
    return contact
  }

  function replace(contact: Contact, changes: Partial<Contact>): Contact {
    const changed = { ...contact, ...changes, updated_at: nowSeconds() }
    overlay.replace(contact.index, remember(changed))
    return changed
  }

  /** In sight or archived: those that another contact can be in conflict with. */
  function known(indexes: Iterable<number>): Contact[] {
    return [...new Set(indexes)]
      .filter((index) => !overlay.isHidden(index) || archived.has(index))
      .map((index) => overlay.any(index))
      .filter((contact) => contact !== undefined)
  }

  function stateAt(index: number): ContactState {
    const contact = overlay.any(index)
    if (contact === undefined) return { kind: 'none' }
    if (!overlay.isHidden(index)) return { kind: 'live', contact }
    if (archived.has(index)) return { kind: 'archived', contact }
    const into = mergedInto.get(index)
    if (into === undefined) return { kind: 'none' }
    const target = stateAt(into)
    return target.kind === 'live' || target.kind === 'archived'
      ? { kind: 'merged', into: target.contact }
      : target
  }

  return {
    /** How many there are, without archived, merged and deleted ones. */
    count: overlay.count,
    /** Those in sight, the newest first; with `before`, only those of a smaller index. */
    newestFirst: (before?: number) => overlay.newestFirst(before),
    indexesNewestFirst: overlay.indexesNewestFirst,
    /** The contact of an index, if it is in sight. Indexes go from 0 to `end()` - 1. */
    at: overlay.at,
    end: overlay.end,
    /**
     * The contact of an index in sight, for who reads a field or two of very many: fields of a seeded one are computed
     * when they are read. It can be read from only, not spread.
     */
    glimpse: (index: number): Contact => overlay.writtenAt(index) ?? seeded.glimpse(index),
    /** The indexes at which the seed does not tell what is there: written and hidden ones. */
    touchedIndexes: () => new Set([...overlay.writtenIndexes(), ...overlay.hiddenIndexes()]),
    /** The contact of a seeded index as it was before anything was written. */
    seededAt: seeded.at,
    /** The id of an index, whether or not there is such a contact. */
    idOf: (index: number) => seeded.ids.idOf(index),
    /** The index inside an id of this workspace, whether or not there is such a contact. */
    indexOf: (id: string) => seeded.ids.indexOf(id),

    state(id: string): ContactState {
      const index = seeded.ids.indexOf(id)
      return index === undefined ? { kind: 'none' } : stateAt(index)
    },

    /** Contacts with this address in any spelling of case, archived ones too; without a scan. */
    withEmail(email: string): Contact[] {
      const wanted = email.toLowerCase()
      const index = indexInEmail(email)
      // A lead may have the address of the user before it.
      const seededIndexes = index === undefined ? [] : [index, index + 1]
      const found = known([...seededIndexes, ...(writtenEmails.get(wanted) ?? [])])
      return found.filter((contact) => contact.email?.toLowerCase() === wanted)
    },

    /** The contact with this external id, an archived one too; without a scan. */
    withExternalId(externalId: string): Contact | undefined {
      const index = indexInExternalId(externalId, seeded.externalIds)
      const found = known([
        ...(index === undefined ? [] : [index]),
        ...(writtenExternalIds.get(externalId) ?? []),
      ])
      return found.find((contact) => contact.external_id === externalId)
    },

    isArchived: (contact: Contact) => archived.has(contact.index),

    create: (fields: ContactFields): Contact =>
      overlay.create((index) => {
        const now = nowSeconds()
        const blank = blankContact({ index, id: seeded.ids.idOf(index), now })
        return remember({ ...blank, ...fields })
      }),

    /** Changes the fields that are given; custom attributes one by one. */
    update: (contact: Contact, fields: ContactFields): Contact =>
      replace(contact, {
        ...fields,
        custom_attributes: { ...contact.custom_attributes, ...fields.custom_attributes },
      }),

    setTags: (contact: Contact, tags: readonly AppliedTag[]): Contact => replace(contact, { tags }),

    archive(contact: Contact): void {
      archived.add(contact.index)
      overlay.hide(contact.index)
    },

    unarchive(contact: Contact): void {
      archived.delete(contact.index)
      overlay.show(contact.index)
    },

    delete(contact: Contact): void {
      archived.delete(contact.index)
      overlay.hide(contact.index)
    },

    /** Ends `from` and gives what it had to `into`, where that had nothing of the kind. Returns `into` as it is then. */
    merge({ from, into }: { from: Contact; into: Contact }): Contact {
      overlay.hide(from.index)
      mergedInto.set(from.index, into.index)
      const merge = {
        source_contact_id: from.id,
        source_contact_role: from.role,
        merged_at: nowSeconds(),
      }
      return replace(into, {
        email: into.email ?? from.email,
        phone: into.phone ?? from.phone,
        name: into.name ?? from.name,
        tags: [...into.tags, ...from.tags.filter(({ id }) => into.tags.every((tag) => tag.id !== id))],
        companies: [...new Set([...into.companies, ...from.companies])],
        merges: [...into.merges, ...from.merges, merge],
      })
    },
  }
}

function add(indexes: Map<string, Set<number>>, key: string, index: number): void {
  const known = indexes.get(key)
  if (known === undefined) indexes.set(key, new Set([index]))
  else known.add(index)
}

function blankContact({ index, id, now }: { index: number; id: string; now: number }): Contact {
  return {
    index,
    id,
    external_id: null,
    role: 'user',
    email: null,
    phone: null,
    name: null,
    avatar: null,
    owner_id: null,
    has_hard_bounced: false,
    marked_email_as_spam: false,
    unsubscribed_from_emails: false,
    created_at: now,
    updated_at: now,
    signed_up_at: null,
    last_seen_at: null,
    last_replied_at: null,
    last_contacted_at: null,
    last_email_opened_at: null,
    last_email_clicked_at: null,
    language_override: null,
    browser: null,
    browser_version: null,
    browser_language: null,
    os: null,
    location: { country: null, region: null, city: null, country_code: null, continent_code: null },
    mobile: null,
    custom_attributes: {},
    referrer: null,
    utm_campaign: null,
    utm_source: null,
    tags: [],
    companies: [],
    merges: [],
  }
}
