import * as z from 'zod'
import { describe, expect, test } from 'vitest'
import { seed } from '../../seed.ts'
import { startEmulator, startMs } from '../../start-emulator.ts'
import type { Emulator } from '../../create-emulator.ts'
import { teamsOf } from '../../data/teams/teams.ts'
import { apiOf, errorIn } from '../ask-api.ts'
import type { ApiAnswer, AskApi } from '../ask-api.ts'

const { us } = seed.workspaces
const now = startMs / 1000
const maya = us.admins.maya.id

const Part = z.looseObject({
  id: z.string(),
  part_type: z.string(),
  body: z.string().nullable(),
  created_at: z.number(),
  assigned_to: z.looseObject({ type: z.string(), id: z.string() }).nullable(),
  author: z.looseObject({ type: z.string(), id: z.string() }),
})
const Conversation = z.looseObject({
  id: z.string(),
  state: z.string(),
  open: z.boolean(),
  updated_at: z.number(),
  snoozed_until: z.number().nullable(),
  waiting_since: z.number().nullable(),
  admin_assignee_id: z.number().nullable(),
  team_assignee_id: z.number().nullable(),
  contacts: z.looseObject({ contacts: z.array(z.looseObject({ id: z.string() })) }),
  conversation_parts: z.looseObject({ conversation_parts: z.array(Part), total_count: z.number() }),
})
const List = z.looseObject({ conversations: z.array(z.looseObject({ id: z.string(), state: z.string() })) })

const shownIn = ({ body }: ApiAnswer) => Conversation.parse(body)
const lastPart = (answer: ApiAnswer) => shownIn(answer).conversation_parts.conversation_parts.at(-1)

/** An API to write to, and the newest conversation. */
async function open(options?: Parameters<typeof startEmulator>[0]): Promise<{
  emulator: Emulator
  ask: AskApi
  id: string
  contactId: string
}> {
  const emulator = await startEmulator(options)
  const ask = apiOf(emulator)
  const id = List.parse((await ask('GET /conversations?per_page=1')).body).conversations[0]?.id ?? ''
  const { contacts } = shownIn(await ask(`GET /conversations/${id}`))
  return { emulator, ask, id, contactId: contacts.contacts[0]?.id ?? '' }
}

const adminComment = { type: 'admin', message_type: 'comment', admin_id: maya, body: 'Hello' }
const contactComment = (contactId: string) => ({
  type: 'user',
  message_type: 'comment',
  intercom_user_id: contactId,
  body: 'Hello?',
})

describe('POST /conversations/:id/reply', () => {
  test('adds what an admin says, and is read back', async () => {
    const { ask, id } = await open()
    const before = shownIn(await ask(`GET /conversations/${id}`)).conversation_parts.total_count
    const answer = await ask(`POST /conversations/${id}/reply`, adminComment)
    expect(answer.status).toBe(200)
    expect(lastPart(answer)).toMatchObject({
      part_type: 'comment',
      body: '<p>Hello</p>',
      created_at: now,
      author: { type: 'admin', id: maya },
    })
    const readBack = await ask(`GET /conversations/${id}`)
    expect(shownIn(readBack)).toMatchObject({
      updated_at: now,
      waiting_since: null,
      conversation_parts: { total_count: before + 1 },
    })
    expect(lastPart(readBack)).toEqual(lastPart(answer))
  })

  test('takes the admin id as a number too, and notes that change nothing', async () => {
    const { ask, id, contactId } = await open()
    await ask(`POST /conversations/${id}/reply`, contactComment(contactId))
    const note = { type: 'admin', message_type: 'note', admin_id: Number(maya), body: '<b>Careful</b>' }
    const answer = await ask(`POST /conversations/${id}/reply`, note)
    expect(lastPart(answer)).toMatchObject({ part_type: 'note', body: '<b>Careful</b>' })
    expect(shownIn(answer).waiting_since).not.toBeNull()
  })

  test('of a contact opens a closed conversation and begins the wait for an answer', async () => {
    const { ask, id, contactId } = await open()
    await ask(`POST /conversations/${id}/parts`, { message_type: 'close', type: 'admin', admin_id: maya })
    const answer = await ask(`POST /conversations/${id}/reply`, contactComment(contactId))
    expect(shownIn(answer)).toMatchObject({ state: 'open', open: true, waiting_since: now })
    expect(lastPart(answer)).toMatchObject({ part_type: 'open', author: { id: contactId } })
  })

  test('to "last" is for the newest conversation of a contact, and for contacts alone', async () => {
    const { ask, id, contactId } = await open()
    expect(shownIn(await ask('POST /conversations/last/reply', contactComment(contactId))).id).toBe(id)
    expect(errorIn(await ask('POST /conversations/last/reply', adminComment))).toMatchObject({ status: 404 })
  })

  test('names the contact by external id or e-mail too', async () => {
    const { ask, id } = await open()
    const { body } = await ask('POST /contacts', { email: 'new@mail.example', external_id: 'new-1' })
    const contactId = z.looseObject({ id: z.string() }).parse(body).id
    for (const name of [{ user_id: 'new-1' }, { email: 'NEW@mail.example' }]) {
      const reply = { type: 'user', message_type: 'comment', body: 'Me too', ...name }
      const answer = await ask(`POST /conversations/${id}/reply`, reply)
      expect(lastPart(answer)?.author.id).toBe(contactId)
      expect(shownIn(answer).contacts.contacts.map((contact) => contact.id)).toContain(contactId)
    }
  })

  test.for([
    [
      'nobody',
      { type: 'user', message_type: 'comment', intercom_user_id: 'nobody', body: 'x' },
      404,
      'not_found',
    ],
    ['no name at all', { type: 'user', message_type: 'comment', body: 'x' }, 422, 'parameter_not_found'],
    ['an unknown admin', { ...adminComment, admin_id: '999' }, 404, 'admin_not_found'],
    ['no text', { type: 'admin', message_type: 'note', admin_id: maya }, 422, 'parameter_not_found'],
    ['an unknown kind', { ...adminComment, message_type: 'shout' }, 422, 'parameter_invalid'],
    ['an unknown side', { ...adminComment, type: 'ghost' }, 422, 'parameter_invalid'],
    ['no side', { message_type: 'comment' }, 422, 'parameter_not_found'],
    ['a list', [], 400, 'parameter_invalid'],
  ] as const)('refuses %s', async ([, json, status, code]) => {
    const { ask, id } = await open()
    expect(errorIn(await ask(`POST /conversations/${id}/reply`, json))).toMatchObject({ status, code })
  })

  test('to an unknown conversation is 404', async () => {
    const { ask } = await open()
    expect(errorIn(await ask('POST /conversations/1/reply', adminComment))).toEqual({
      status: 404,
      code: 'not_found',
      message: 'Resource Not Found',
    })
  })

  test('needs the permission to write', async () => {
    const { emulator, id } = await open()
    emulator.control.setSwitches({ missingPermissionAnswer: 403 })
    const ask = apiOf(emulator, { clientId: seed.apps.full.clientId })
    expect(errorIn(await ask(`POST /conversations/${id}/reply`, adminComment))).toEqual({
      status: 403,
      code: 'forbidden',
      message: 'You do not have the required scope (write_conversations) to access this resource',
    })
  })
})

describe('POST /conversations/:id/parts', () => {
  const admin = { admin_id: maya }

  test('closes, with a last word', async () => {
    const { ask, id } = await open()
    const close = { message_type: 'close', type: 'admin', ...admin, body: 'Goodbye' }
    const answer = await ask(`POST /conversations/${id}/parts`, close)
    expect(shownIn(answer)).toMatchObject({ state: 'closed', open: false, snoozed_until: null })
    expect(lastPart(answer)).toMatchObject({ part_type: 'close', body: '<p>Goodbye</p>' })
  })

  test('snoozes until a time to come, and opens again', async () => {
    const { ask, id } = await open()
    const snooze = { message_type: 'snoozed', ...admin, snoozed_until: now + 3600 }
    const snoozed = shownIn(await ask(`POST /conversations/${id}/parts`, snooze))
    expect(snoozed).toMatchObject({ state: 'snoozed', open: true, snoozed_until: now + 3600 })
    const opened = shownIn(await ask(`POST /conversations/${id}/parts`, { message_type: 'open', ...admin }))
    expect(opened).toMatchObject({ state: 'open', snoozed_until: null })
    const past = await ask(`POST /conversations/${id}/parts`, { ...snooze, snoozed_until: now })
    expect(errorIn(past)).toMatchObject({ status: 422, code: 'parameter_invalid' })
  })

  test('assigns to an admin and to a team, and takes both back with 0', async () => {
    const { ask, id } = await open()
    const assign = (type: string, assignee_id: string | number) =>
      ask(`POST /conversations/${id}/parts`, { message_type: 'assignment', type, ...admin, assignee_id })
    const teamId = teamsOf(us)[0]?.id ?? ''
    const toAdmin = await assign('admin', us.admins.tomas.id)
    expect(shownIn(toAdmin).admin_assignee_id).toBe(Number(us.admins.tomas.id))
    expect(lastPart(toAdmin)).toMatchObject({
      part_type: 'assignment',
      assigned_to: { type: 'admin', id: us.admins.tomas.id },
    })
    expect(shownIn(await assign('team', teamId))).toMatchObject({
      admin_assignee_id: Number(us.admins.tomas.id),
      team_assignee_id: Number(teamId),
    })
    await assign('admin', 0)
    expect(shownIn(await assign('team', '0'))).toMatchObject({
      admin_assignee_id: 0,
      team_assignee_id: 0,
    })
  })

  test('assigning opens what was closed', async () => {
    const { ask, id } = await open()
    await ask(`POST /conversations/${id}/parts`, { message_type: 'close', type: 'admin', ...admin })
    const assign = { message_type: 'assignment', type: 'admin', ...admin, assignee_id: maya }
    const answer = await ask(`POST /conversations/${id}/parts`, assign)
    expect(shownIn(answer).state).toBe('open')
    expect(lastPart(answer)?.part_type).toBe('assign_and_reopen')
  })

  test('changes nothing of what happened before', async () => {
    const { ask } = await open()
    const { conversations } = List.parse((await ask('GET /conversations')).body)
    // Not one of the newest: those have more parts than an answer shows.
    const closed = conversations.findLast(({ state }) => state === 'closed')?.id ?? ''
    const before = shownIn(await ask(`GET /conversations/${closed}`)).conversation_parts.conversation_parts
    const assign = { message_type: 'assignment', type: 'admin', ...admin, assignee_id: us.admins.priya.id }
    await ask(`POST /conversations/${closed}/parts`, assign)
    const after = shownIn(await ask(`GET /conversations/${closed}`)).conversation_parts.conversation_parts
    expect(after.slice(0, -1)).toEqual(before)
  })

  test('is forgotten with a reset', async () => {
    const { ask, emulator, id } = await open()
    const before = (await ask(`GET /conversations/${id}`)).body
    await ask(`POST /conversations/${id}/parts`, { message_type: 'close', type: 'admin', ...admin })
    emulator.control.reset()
    expect((await apiOf(emulator)(`GET /conversations/${id}`)).body).toEqual(before)
  })

  test.for([
    ['an unknown change', { message_type: 'vanish', ...admin }, 422, 'parameter_invalid'],
    ['no admin', { message_type: 'open' }, 422, 'parameter_not_found'],
    ['no time to wake', { message_type: 'snoozed', ...admin }, 422, 'parameter_not_found'],
    [
      'an unknown assignee',
      { message_type: 'assignment', type: 'admin', ...admin, assignee_id: '999' },
      404,
      'admin_not_found',
    ],
    [
      'an unknown team',
      { message_type: 'assignment', type: 'team', ...admin, assignee_id: '999' },
      404,
      'team_not_found',
    ],
  ] as const)('refuses %s', async ([, json, status, code]) => {
    const { ask, id } = await open()
    expect(errorIn(await ask(`POST /conversations/${id}/parts`, json))).toMatchObject({ status, code })
  })
})
