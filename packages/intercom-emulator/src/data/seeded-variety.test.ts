import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seed } from '../seed.ts'
import { createSeededCompanies, indexOfCompanyName } from './companies/seeded-company.ts'
import { hostileNames } from './contacts/contact-names.ts'
import { topics } from './conversations/topics.ts'
import { createWorkspaceData } from './workspace-data.ts'

const { us } = seed.workspaces
const { contacts, conversations } = createWorkspaceData({
  workspace: us,
  clock: { now: () => Date.UTC(2026, 0, 15) },
  random: (bytes) => new Uint8Array(bytes),
})
const firstOf = <Item>(items: Iterable<Item>, count: number): Item[] => [...items].slice(0, count)

describe('A page of what a workspace holds looks like one of a real one', () => {
  test('contacts have many names, a few of them hostile', () => {
    const names = firstOf(contacts.newestFirst(), 500).flatMap(({ name }) => name ?? [])
    const hostile = names.filter((name) => hostileNames.includes(name))
    expect(new Set(names.slice(0, 50)).size).toBeGreaterThan(40)
    expect(new Set(names).size).toBeGreaterThan(250)
    expect(hostile.length).toBeGreaterThan(2)
    expect(hostile.length).toBeLessThan(25)
  })

  test('companies beside each other share no word, and each name leads back to its company', () => {
    const companies = createSeededCompanies(us)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (index) => {
        const { name } = companies.at(index)
        const neighbour = companies
          .at(index + 1)
          .name.split(' ')
          .slice(0, 2)
        expect(
          name
            .split(' ')
            .slice(0, 2)
            .filter((word) => neighbour.includes(word)),
        ).toEqual([])
        expect(indexOfCompanyName(name)).toBe(index)
      }),
    )
  })

  test('conversations have many beginnings', () => {
    const bodies = firstOf(conversations.newestFirst(), 50).map(({ source }) => source.body)
    expect(new Set(bodies).size).toBeGreaterThan(35)
  })

  test('the team and the contact write about what the conversation is about, in order', () => {
    const about = new Map(topics.map((topic) => [topic.subject, topic]))
    const told = firstOf(conversations.newestFirst(), 300).flatMap((conversation) => {
      const topic = about.get(conversation.title ?? '')
      const comments = conversations
        .recentParts(conversation)
        .filter(({ part_type }) => part_type === 'comment')
      const ofTeam = comments.filter(({ author }) => author.kind === 'admin').map(({ body }) => body)
      const isShownWhole = conversation.seededParts < 100
      return topic === undefined || ofTeam.length < 2 || !isShownWhole ? [] : [{ topic, ofTeam }]
    })
    expect(told.length).toBeGreaterThan(20)
    expect(told.map(({ ofTeam }) => ofTeam.slice(0, 2))).toEqual(
      told.map(({ topic }) => topic.answers.slice(0, 2).map((answer) => `<p>${answer}</p>`)),
    )
  })
})
