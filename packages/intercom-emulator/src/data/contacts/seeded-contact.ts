import { adminsOf } from '../../directory.ts'
import type { SeedWorkspace } from '../../seed.ts'
import { companiesOfContact } from '../companies/company-members.ts'
import { createDraws } from '../draws.ts'
import type { ItemDraws } from '../draws.ts'
import { createHexIds } from '../item-ids.ts'
import { seededCreatedAt } from '../seeded-time.ts'
import { tagsOfContact } from '../tags/seeded-tags.ts'
import { seededAttributes } from './contact-attributes.ts'
import { seededEmail, seededExternalId, seededRole, sharesEmail } from './contact-identity.ts'
import { seededBrowser, seededLocation, seededMobile } from './contact-surroundings.ts'
import type { Contact } from './contact.ts'
import { seededName, seededNameParts } from './seeded-name.ts'
import { seededLastSeen, sometimesLater } from './seeded-seen.ts'

/** What the fields of one seeded contact are computed from. */
interface Origin {
  index: number
  draws: ItemDraws
  createdAt: number
}

type FieldsOfContact = { [Name in keyof Contact]: (origin: Origin) => Contact[Name] }

/** Computes the seeded contacts of a workspace. */
export function createSeededContacts(workspace: SeedWorkspace) {
  const ids = createHexIds(workspace.id, 'contacts')
  const externalIds = createHexIds(workspace.id, 'external ids')
  const drawsOf = createDraws(workspace.id, 'contacts')
  const admins = adminsOf(workspace).map((admin) => admin.id)

  function originOf(index: number): Origin {
    const draws = drawsOf(index)
    const count = workspace.size.contacts
    return { index, draws, createdAt: seededCreatedAt({ index, count, draws }, workspace) }
  }

  function emailOf(index: number, draws: ItemDraws): string | null {
    if (sharesEmail(index)) return emailOf(index - 1, drawsOf(index - 1))
    const share = seededRole(index) === 'lead' ? 0.3 : 0.05
    if (!sharesEmail(index + 1) && draws.chance(share, 'email.none')) return null
    return seededEmail({ index, draws }, seededNameParts(draws))
  }

  const fields: FieldsOfContact = {
    index: ({ index }) => index,
    id: ({ index }) => ids.idOf(index),
    external_id: ({ index, draws }) => {
      // Users come from the customer's own database, unless they were made by hand; leads only sometimes have an id.
      const isNone = draws.chance(seededRole(index) === 'lead' ? 0.8 : 0.1, 'externalId.none')
      return isNone ? null : seededExternalId({ index, draws }, externalIds)
    },
    role: ({ index }) => seededRole(index),
    email: ({ index, draws }) => emailOf(index, draws),
    phone: ({ draws }) => (draws.chance(0.6, 'phone.none') ? null : phoneOf(draws)),
    name: ({ draws }) => seededName(draws),
    avatar: ({ index, draws }) =>
      draws.chance(0.2, 'avatar') ? `https://pictures.example/people/${index % 64}.png` : null,
    owner_id: ({ draws }) => admins[draws.below(admins.length * 4, 'owner')] ?? null,
    has_hard_bounced: ({ draws }) => draws.chance(0.02, 'bounced'),
    marked_email_as_spam: ({ draws }) => draws.chance(0.01, 'spam'),
    unsubscribed_from_emails: ({ draws }) => draws.chance(0.1, 'unsubscribed'),
    created_at: ({ createdAt }) => createdAt,
    updated_at: (origin) =>
      Math.max(
        seededLastSeen(origin) ?? origin.createdAt,
        sometimesLater(origin, { share: 1, purpose: 'updated' }) ?? 0,
      ),
    signed_up_at: ({ index, draws, createdAt }) =>
      seededRole(index) === 'user' && draws.chance(0.8, 'signedUp') ? createdAt : null,
    last_seen_at: seededLastSeen,
    last_replied_at: (origin) => sometimesLater(origin, { share: 0.3, purpose: 'replied' }),
    last_contacted_at: (origin) => sometimesLater(origin, { share: 0.4, purpose: 'contacted' }),
    last_email_opened_at: (origin) => sometimesLater(origin, { share: 0.3, purpose: 'opened' }),
    last_email_clicked_at: (origin) => sometimesLater(origin, { share: 0.1, purpose: 'clicked' }),
    language_override: ({ draws }) => seededBrowser(draws).language_override,
    browser: ({ draws }) => seededBrowser(draws).browser,
    browser_version: ({ draws }) => seededBrowser(draws).browser_version,
    browser_language: ({ draws }) => seededBrowser(draws).browser_language,
    os: ({ draws }) => seededBrowser(draws).os,
    location: ({ draws }) => seededLocation(draws),
    mobile: ({ draws, createdAt }) => seededMobile(draws, createdAt),
    custom_attributes: ({ draws, createdAt }) => seededAttributes(draws, createdAt),
    referrer: ({ draws }) => draws.pick([null, null, null, 'https://search.example/?q=books'], 'referrer'),
    utm_campaign: ({ draws }) => draws.pick([null, null, null, 'spring sale'], 'campaign'),
    utm_source: ({ draws }) => draws.pick([null, null, null, 'newsletter'], 'source'),
    tags: ({ draws, createdAt }) => tagsOfContact({ draws, createdAt }, workspace),
    companies: ({ index }) => companiesOfContact(index, workspace.size.companies),
    merges: () => [],
  }

  const computations = Object.entries(fields)
  const glimpses = glimpsesOf(fields)

  return {
    ids,
    externalIds,
    /** The contact of an index, whole. */
    at: (index: number): Contact => {
      const origin = originOf(index)
      const values = computations.map(([name, compute]) => [name, compute(origin)])
      // One value for each field of a contact, by its own name.
      return Object.fromEntries(values) as Contact
    },
    /** The contact of an index, each field computed when it is read: for who reads one field of very many contacts. */
    glimpse: (index: number): Contact => glimpses(originOf(index)),
  }
}

/** Makes contacts whose fields are getters; they cannot be spread or compared. */
function glimpsesOf(fields: FieldsOfContact): (origin: Origin) => Contact {
  class Glimpse {
    readonly origin: Origin
    constructor(origin: Origin) {
      this.origin = origin
    }
  }
  for (const [name, compute] of Object.entries(fields)) {
    Object.defineProperty(Glimpse.prototype, name, {
      get(this: Glimpse) {
        return compute(this.origin)
      },
    })
  }
  // A getter was just defined for each field of a contact.
  return (origin) => new Glimpse(origin) as Glimpse & Contact
}

/** Telephone numbers that are kept free for fiction. */
function phoneOf(draws: ItemDraws): string {
  const digits = String(draws.below(100, 'phone')).padStart(2, '0')
  return draws.pick([`+120255501${digits}`, `+4477009000${digits}`, `+6149157${digits}00`], 'phone.country')
}
