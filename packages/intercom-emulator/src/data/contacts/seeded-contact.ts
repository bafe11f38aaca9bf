import { adminsOf } from '../../directory.ts'
import type { SeedWorkspace } from '../../seed.ts'
import { companiesOfContact } from '../companies/company-members.ts'
import { createDraws } from '../draws.ts'
import type { ItemDraws } from '../draws.ts'
import { createHexIds } from '../item-ids.ts'
import type { ItemIds } from '../item-ids.ts'
import { seededCreatedAt, seedEndsAt } from '../seeded-time.ts'
import { tagsOfContact } from '../tags/seeded-tags.ts'
import { seededAttributes } from './contact-attributes.ts'
import { seededEmail, seededExternalId, seededRole, sharesEmail } from './contact-identity.ts'
import { hostileNames, nameScripts } from './contact-names.ts'
import type { NamePart } from './contact-names.ts'
import { seededBrowser, seededLocation, seededMobile } from './contact-surroundings.ts'
import type { Contact } from './contact.ts'

/** Seen in the last month of the seeded time: what the segment of active users asks for. */
export const activeSince = seedEndsAt - 30 * 86_400

/** Ways in which a user was last seen; the index decides, so that segments can be counted without a look at all. */
export function seenKind(index: number): 'active' | 'slipping' | 'never' {
  return (['active', 'slipping', 'never'] as const)[index % 3] ?? 'never'
}

/** Computes the seeded contacts of a workspace. */
export function createSeededContacts(workspace: SeedWorkspace) {
  const ids = createHexIds(workspace.id, 'contacts')
  const externalIds = createHexIds(workspace.id, 'external ids')
  const drawsOf = createDraws(workspace.id, 'contacts')
  const admins = adminsOf(workspace).map((admin) => admin.id)

  function emailOf(index: number, draws: ItemDraws): string | null {
    if (sharesEmail(index)) return emailOf(index - 1, drawsOf(index - 1))
    const share = seededRole(index) === 'lead' ? 0.3 : 0.05
    if (!isSharedByNext(index) && draws.chance(share, 'email.none')) return null
    return seededEmail({ index, draws }, namePartsOf(draws))
  }

  function at(index: number): Contact {
    const draws = drawsOf(index)
    const role = seededRole(index)
    const createdAt = seededCreatedAt({ index, count: workspace.size.contacts, draws }, workspace)
    const email = emailOf(index, draws)
    const owner = admins[draws.below(admins.length * 4, 'owner')] ?? null
    return {
      index,
      id: ids.idOf(index),
      external_id: externalIdOf({ index, draws }, externalIds),
      role,
      email,
      phone: draws.chance(0.6, 'phone.none') ? null : phoneOf(draws),
      name: nameOf(draws),
      avatar: draws.chance(0.2, 'avatar') ? `https://pictures.example/people/${index % 64}.png` : null,
      owner_id: owner,
      has_hard_bounced: email !== null && draws.chance(0.02, 'bounced'),
      marked_email_as_spam: email !== null && draws.chance(0.01, 'spam'),
      unsubscribed_from_emails: draws.chance(0.1, 'unsubscribed'),
      ...timesOf({ index, draws, createdAt }),
      ...seededBrowser(draws),
      location: seededLocation(draws),
      mobile: seededMobile(draws, createdAt),
      custom_attributes: seededAttributes(draws, createdAt),
      referrer: draws.pick([null, null, null, 'https://search.example/?q=books'], 'referrer'),
      utm_campaign: draws.pick([null, null, null, 'spring sale'], 'campaign'),
      utm_source: draws.pick([null, null, null, 'newsletter'], 'source'),
      tags: tagsOfContact({ draws, createdAt }, workspace),
      companies: companiesOfContact(index, workspace.size.companies),
      merges: [],
    }
  }

  return { ids, externalIds, at }
}

function isSharedByNext(index: number): boolean {
  return sharesEmail(index + 1)
}

/** Users come from the customer's own database, unless they were made by hand; leads only sometimes have an id. */
function externalIdOf({ index, draws }: { index: number; draws: ItemDraws }, ids: ItemIds): string | null {
  const none = seededRole(index) === 'lead' ? 0.8 : 0.1
  return draws.chance(none, 'externalId.none') ? null : seededExternalId({ index, draws }, ids)
}

/** Telephone numbers that are kept free for fiction. */
function phoneOf(draws: ItemDraws): string {
  const digits = String(draws.below(100, 'phone')).padStart(2, '0')
  return draws.pick([`+120255501${digits}`, `+4477009000${digits}`, `+6149157${digits}00`], 'phone.country')
}

function namePartsOf(draws: ItemDraws): readonly [NamePart, NamePart] {
  const scripts = ['latin', 'latin', 'latin', 'latin', 'cyrillic', 'arabic', 'chinese', 'emoji'] as const
  const { given, family } = nameScripts[draws.pick(scripts, 'name.script')]
  return [draws.pick<NamePart>(given, 'name.given'), draws.pick<NamePart>(family, 'name.family')]
}

function nameOf(draws: ItemDraws): string | null {
  const [given, family] = namePartsOf(draws)
  const kind = draws.below(100, 'name.kind')
  if (kind < 6) return null
  if (kind < 9) return draws.pick(hostileNames, 'name.hostile')
  if (kind < 14) return given[0]
  if (kind < 15) return `${given[0]} ${'Maria Johanna '.repeat(16)}${family[0]}`
  if (kind < 16) return ''
  return `${given[0]} ${family[0]}`
}

/** Nothing happens to a contact before it is created or after the seeded time. */
function timesOf({ index, draws, createdAt }: { index: number; draws: ItemDraws; createdAt: number }) {
  const between = (start: number, end: number, purpose: string) =>
    start + draws.below(Math.max(1, end - start), purpose)
  const later = (purpose: string) => between(createdAt, seedEndsAt, purpose)
  const sometimes = (share: number, purpose: string) =>
    draws.chance(share, `${purpose}?`) ? later(purpose) : null
  const seen = {
    active: () => between(Math.max(createdAt, activeSince), seedEndsAt, 'seen'),
    slipping: () => (createdAt < activeSince ? between(createdAt, activeSince, 'seen') : null),
    never: () => null,
  }[seenKind(index)]()
  return {
    created_at: createdAt,
    updated_at: Math.max(seen ?? createdAt, later('updated')),
    signed_up_at: seededRole(index) === 'user' && draws.chance(0.8, 'signedUp') ? createdAt : null,
    last_seen_at: seen,
    last_replied_at: sometimes(0.3, 'replied'),
    last_contacted_at: sometimes(0.4, 'contacted'),
    last_email_opened_at: sometimes(0.3, 'opened'),
    last_email_clicked_at: sometimes(0.1, 'clicked'),
  }
}
