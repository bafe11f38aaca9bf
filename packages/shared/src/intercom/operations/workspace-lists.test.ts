import { describe, expect, test } from 'vitest'
import { clientHarness, errorList } from '../testing/client-harness.ts'
import { failureOf } from '../testing/failure-of.ts'
import { ADMIN, TAG } from './testing/items.ts'
import { sentTo } from './testing/sent.ts'

const { server, client } = clientHarness()

const READ_ADMIN = { ...ADMIN, team_ids: ['814', '815'] }

describe('admins', () => {
  test('are listed whole, with their pictures if asked for', async () => {
    server().scriptJson(200, { type: 'admin.list', admins: [ADMIN] })
    const page = await client().admins.list({ displayAvatar: true })
    expect(page).toMatchObject({ items: [READ_ADMIN], total: 1, nextCursor: undefined })
    await client().admins.list()
    expect(sentTo(server())).toEqual([
      { request: 'GET /admins?display_avatar=true' },
      { request: 'GET /admins' },
    ])
  })

  test('that are null, as the descriptions allow, are nobody', async () => {
    server().scriptJson(200, { type: 'admin.list', admins: [null, ADMIN] })
    expect(await client().admins.list()).toMatchObject({ items: [READ_ADMIN], total: 1 })
  })

  test.each([
    ['the address', 'https://static.example/a.png', { image_url: 'https://static.example/a.png' }],
    ['an object', { type: 'avatar', image_url: null }, { type: 'avatar', image_url: null }],
    ['null', null, null],
    ['nonsense', 5, undefined],
  ])('have a picture in one form, sent as %s', async (_what, avatar, told) => {
    server().scriptJson(200, { ...ADMIN, avatar })
    expect((await client().admins.show({ id: '5017' })).avatar).toEqual(told)
  })

  test('are shown with every id as text', async () => {
    const levels = { primary_team_ids: [814], secondary_team_ids: null }
    server().scriptJson(200, { ...ADMIN, id: 5017, away_status_reason_id: 3, team_priority_level: levels })
    expect(await client().admins.show({ id: '5017' })).toEqual({
      ...READ_ADMIN,
      away_status_reason_id: '3',
      team_priority_level: { primary_team_ids: ['814'], secondary_team_ids: null },
    })
  })

  test('that are not there are not found', async () => {
    server().scriptJson(404, errorList('admin_not_found'))
    expect(await failureOf(client().admins.show({ id: '1' }))).toMatchObject({
      code: 'intercom.not_found',
      intercomCode: 'admin_not_found',
    })
  })
})

describe('teams', () => {
  const team = {
    type: 'team',
    id: '814',
    name: 'Night shift',
    assignment_limit: null,
    distribution_method: null,
  }

  test('are listed whole', async () => {
    server().scriptJson(200, { type: 'team.list', teams: [{ ...team, admin_ids: [5017, '5018'] }] })
    const page = await client().teams.list()
    expect(page).toMatchObject({ items: [{ ...team, admin_ids: ['5017', '5018'] }], total: 1 })
  })

  test('are shown', async () => {
    const sent = { ...team, id: 814, admin_priority_level: { primary_admin_ids: [5017] } }
    server().scriptJson(200, sent)
    expect(await client().teams.show({ id: '814' })).toEqual({
      ...team,
      admin_priority_level: { primary_admin_ids: ['5017'] },
    })
  })
})

describe('tags', () => {
  test('are listed whole', async () => {
    server().scriptJson(200, { type: 'list', data: [{ type: 'tag', id: 102, name: null }] })
    expect((await client().tags.list()).items).toEqual([{ type: 'tag', id: '102', name: null }])
  })

  test('are made by name, in the words of any version', async () => {
    server().scriptJson(200, { ...TAG, users: [], companies: null })
    expect(await client().tags.create({ name: 'Parcel' })).toEqual({ ...TAG, users: [], companies: null })
    expect(sentTo(server())).toEqual([{ request: 'POST /tags', json: { name: 'Parcel' } }])
    await expect(client().tags.create({ name: '' })).rejects.toThrow('name must be a non-empty text')
    expect(server().requests).toHaveLength(1)
  })

  test('that Intercom does not take are invalid', async () => {
    server().scriptJson(400, errorList('parameter_invalid'))
    expect(await failureOf(client().tags.create({ name: 'a' }))).toMatchObject({
      code: 'intercom.invalid',
      intercomCode: 'parameter_invalid',
    })
  })
})

describe('segments', () => {
  const segment = { type: 'segment', id: '66a1', name: 'Slipping away', person_type: 'user', count: null }

  test('are listed whole, counted if asked for', async () => {
    server().scriptJson(200, { type: 'segment.list', segments: [{ ...segment, count: 3 }], pages: {} })
    expect((await client().segments.list({ includeCount: true })).items).toEqual([{ ...segment, count: 3 }])
    expect(sentTo(server())).toEqual([{ request: 'GET /segments?include_count=true' }])
  })

  test('are shown', async () => {
    server().scriptJson(200, segment)
    expect(await client().segments.show({ id: '66a1' })).toEqual(segment)
  })
})

describe('data attributes', () => {
  const standard = { type: 'data_attribute', name: 'email', model: 'contact', custom: false, archived: false }

  test('are listed whole; Intercom’s own have no id', async () => {
    const custom = { ...standard, id: 12_878, name: 'seats', options: ['1', '2'], admin_id: 5017 }
    server().scriptJson(200, { type: 'list', data: [standard, custom] })
    const page = await client().dataAttributes.list({ model: 'contact', includeArchived: false })
    expect(page.items).toEqual([standard, { ...custom, id: '12878', admin_id: '5017' }])
    expect(sentTo(server())).toEqual([
      { request: 'GET /data_attributes?model=contact&include_archived=false' },
    ])
  })
})
