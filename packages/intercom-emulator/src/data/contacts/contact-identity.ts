import type { ItemDraws } from '../draws.ts'
import type { ItemIds } from '../item-ids.ts'
import type { NamePart } from './contact-names.ts'

/** Every fifth contact is a lead. */
export function seededRole(index: number): 'user' | 'lead' {
  return index % 5 === 4 ? 'lead' : 'user'
}

/**
 * A lead that has the e-mail address of the user before it: people write in before they sign in, so leads and users
 * share addresses.
 */
export function sharesEmail(index: number): boolean {
  return index % 25 === 9
}

const domains = [
  'example.com',
  'example.org',
  'mail.example',
  'post.example',
  'büro.example',
  'a-very-long-domain-name-for-a-very-small-company.example',
] as const

/** The e-mail address of a seeded contact; its digits are the index, so that it leads back to it. */
export function seededEmail(
  { index, draws }: { index: number; draws: ItemDraws },
  [given, family]: readonly [NamePart, NamePart],
): string {
  const domain = draws.pick(domains, 'emailDomain')
  const joint = draws.pick(['.', '_', '+', '-'], 'emailJoint')
  const local = `${given[1]}${joint}${family[1]}${index}`
  return draws.chance(0.03, 'emailCase') ? `${local.toUpperCase()}@${domain}` : `${local}@${domain}`
}

/** The index inside a seeded address; whether the contact really has the address is for the caller to compare. */
export function indexInEmail(email: string): number | undefined {
  const digits = /(\d{1,10})@/.exec(email)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** The external id of a seeded contact, in one of three forms that customers use; each leads back to the index. */
export function seededExternalId(
  { index, draws }: { index: number; draws: ItemDraws },
  ids: ItemIds,
): string {
  switch (draws.below(3, 'externalIdForm')) {
    case 0:
      return String(firstNumber + index)
    case 1:
      return `cust_${index.toString(36)}`
    default:
      return `crm/${ids.idOf(index)}?v=1`
  }
}

const firstNumber = 100_000

/** The index inside a seeded external id; whether the contact really has the id is for the caller to compare. */
export function indexInExternalId(externalId: string, ids: ItemIds): number | undefined {
  if (/^\d{6,12}$/.test(externalId)) return Number(externalId) - firstNumber
  const [, base36, hidden] = /^(?:cust_([0-9a-z]{1,7})|crm\/([0-9a-f]{24})\?v=1)$/.exec(externalId) ?? []
  if (base36 !== undefined) return Number.parseInt(base36, 36)
  return hidden === undefined ? undefined : ids.indexOf(hidden)
}
