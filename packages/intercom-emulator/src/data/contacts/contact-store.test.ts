import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seed } from '../../seed.ts'
import type { SeedWorkspace } from '../../seed.ts'
import { seedEndsAt } from '../seeded-time.ts'
import { createWorkspaceData } from '../workspace-data.ts'

const contacts = 1_000_000
const workspace: SeedWorkspace = {
  ...seed.workspaces.us,
  size: { contacts, companies: 1300, conversations: 0 },
}

function dataOf(size: SeedWorkspace['size'] = workspace.size) {
  return createWorkspaceData({
    workspace: { ...workspace, size },
    clock: { now: () => Date.UTC(2026, 0, 15) },
    random: (bytes) => new Uint8Array(bytes),
  })
}

const { contacts: store } = dataOf()
const anyIndex = fc.integer({ min: 0, max: contacts - 1 })
const contactAt = (index: number) => {
  const contact = store.at(index)
  if (contact === undefined) throw new Error(`There is no contact ${index}`)
  return contact
}

test('an id, an e-mail address and an external id lead back to their contact', () => {
  fc.assert(
    fc.property(anyIndex, (index) => {
      const contact = contactAt(index)
      const { email, external_id: externalId } = contact
      expect(store.state(contact.id)).toEqual({ kind: 'live', contact })
      const byEmail = email === null ? [contact] : store.withEmail(email.toUpperCase())
      expect(byEmail.map((found) => found.index)).toContain(index)
      expect(externalId === null ? contact : store.withExternalId(externalId)).toEqual(contact)
    }),
  )
})

test('nobody has an e-mail address or external id with something changed', () => {
  fc.assert(
    fc.property(anyIndex, (index) => {
      const { email, external_id: externalId } = contactAt(index)
      expect(store.withEmail(`x${email}`)).toEqual([])
      expect(store.withExternalId(`x${externalId}`)).toBeUndefined()
    }),
  )
})

test('nothing in a contact is before its creation, after the seeded time or out of order', () => {
  fc.assert(
    fc.property(anyIndex, (index) => {
      const contact = contactAt(index)
      const times = [contact.updated_at, contact.signed_up_at, contact.last_seen_at, contact.last_replied_at]
      for (const time of times.filter((one) => one !== null)) {
        expect(time).toBeGreaterThanOrEqual(contact.created_at)
        expect(time).toBeLessThanOrEqual(seedEndsAt)
      }
      expect(contactAt(Math.max(0, index - 1)).created_at).toBeLessThanOrEqual(contact.created_at)
    }),
  )
})

test('names come in every form: none, empty, one word, very long, other scripts, emoji, hostile', () => {
  const names = Array.from({ length: 2400 }, (_, index) => contactAt(index).name)
  expect(names).toContain(null)
  expect(names).toContain('')
  const joined = names.join('\n')
  for (const form of [/\p{Script=Han}/u, /\p{Script=Arabic}/u, /\p{Script=Cyrillic}/u, /🌻/u]) {
    expect(joined).toMatch(form)
  }
  for (const form of [/^\p{L}+$/mu, /.{200}/u, /<script>/u, /onerror=/u, /\u202E/u, /é/u]) {
    expect(joined).toMatch(form)
  }
})

test('what is seeded is the same on every start, and another in another workspace', () => {
  fc.assert(
    fc.property(anyIndex, (index) => {
      expect(dataOf().contacts.at(index)).toEqual(contactAt(index))
    }),
  )
  const other = createWorkspaceData({
    workspace: { ...workspace, id: 'elsewhere' },
    clock: { now: () => 0 },
    random: (bytes) => new Uint8Array(bytes),
  })
  expect(other.contacts.at(7)?.id).not.toBe(contactAt(7).id)
})

test('a company counts the contacts that name it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 400 }),
      fc.integer({ min: 1, max: 30 }),
      (contactCount, companyCount) => {
        const data = dataOf({ contacts: contactCount, companies: companyCount, conversations: 0 })
        const named = [...data.contacts.newestFirst()].flatMap((contact) => contact.companies)
        for (const company of data.companies.newestFirst()) {
          expect(company.user_count).toBe(named.filter((index) => index === company.index).length)
        }
      },
    ),
  )
})

test('a company is found by its name and by its own id', () => {
  const { companies } = dataOf()
  for (const company of companies.newestFirst()) {
    expect(companies.named(company.name)).toEqual(company)
    expect(companies.withCompanyId(company.company_id)).toEqual(company)
    expect(companies.find(company.id)).toEqual(company)
  }
  expect(companies.named('Amber Nothing')).toBeUndefined()
  expect(companies.withCompanyId('company-1300')).toBeUndefined()
})

test('the counts of segments are those of their members, also after writes', () => {
  const data = dataOf({ contacts: 500, companies: 3, conversations: 0 })
  const expectCounts = () => {
    const members = [...data.contacts.newestFirst()].flatMap((contact) => data.segments.ofContact(contact))
    for (const segment of data.segments.list()) {
      expect(data.segments.count(segment)).toBe(members.filter(({ id }) => id === segment.id).length)
    }
    return members.length
  }
  expect(expectCounts()).toBe(500)
  const [first, second, third] = [...data.contacts.newestFirst()]
  data.contacts.create({ role: 'lead' })
  data.contacts.create({ last_seen_at: seedEndsAt })
  if (first !== undefined) data.contacts.archive(first)
  if (second !== undefined) data.contacts.delete(second)
  if (third !== undefined) data.contacts.update(third, { role: 'user', last_seen_at: null })
  expect(expectCounts()).toBe(500)
})
