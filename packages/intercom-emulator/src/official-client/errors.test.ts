import { Intercom, IntercomError } from 'intercom-client'
import { describe, expect, test } from 'vitest'
import { seed } from '../seed.ts'
import { clientOf, clientVersions, issueToken, startOfficialClient } from './start-official-client.ts'

const failureOf = (call: PromiseLike<unknown>) =>
  Promise.resolve(call).then(
    () => undefined,
    (error: unknown) => error,
  )

describe.for(clientVersions)('in version %s', (version) => {
  test('a revoked token is its UnauthorizedError', async () => {
    const { emulator } = await startOfficialClient()
    const token = issueToken(emulator)
    emulator.control.revokeTokens({ token })
    const failure = await failureOf(clientOf(emulator, token, { version }).admins.list())
    expect(failure).toBeInstanceOf(Intercom.UnauthorizedError)
    expect(failure).toMatchObject({ statusCode: 401, body: { type: 'error.list' } })
  })

  test('a missing permission is its ForbiddenError where the operation describes a 403', async () => {
    const { emulator } = await startOfficialClient()
    emulator.control.setSwitches({ missingPermissionAnswer: 403 })
    const token = issueToken(emulator, seed.apps.full.clientId)
    const client = clientOf(emulator, token, { version })
    const reply = { type: 'admin', message_type: 'note', admin_id: '1001', body: 'May I?' } as const
    const failure = await failureOf(client.conversations.reply({ conversation_id: 'last', body: reply }))
    expect(failure).toBeInstanceOf(Intercom.ForbiddenError)
    expect(failure).toMatchObject({ body: { errors: [{ code: 'forbidden' }] } })
  })

  test('what is not there is its NotFoundError where the operation describes a 404', async () => {
    const { client } = await startOfficialClient({ version })
    const missing = [
      await failureOf(client.admins.find({ admin_id: 999_999 })),
      await failureOf(client.companies.find({ company_id: 'none' })),
      await failureOf(client.conversations.find({ conversation_id: '999999' })),
      await failureOf(client.tags.find({ tag_id: '999999' })),
      await failureOf(client.contacts.listAttachedTags({ contact_id: 'none' })),
    ]
    for (const failure of missing) expect(failure).toBeInstanceOf(Intercom.NotFoundError)
    expect(missing.map((failure) => failure instanceof IntercomError && failure.body)).toMatchObject(
      ['admin_not_found', 'company_not_found', 'not_found', 'not_found', 'not_found'].map((code) => ({
        errors: [{ code }],
      })),
    )
  })

  test('an operation that is not emulated, such as listing the contacts of a company, is its NotFoundError', async () => {
    const { client } = await startOfficialClient({ version })
    const failure = await failureOf(client.companies.listAttachedContacts({ company_id: 'any' }))
    expect(failure).toBeInstanceOf(Intercom.NotFoundError)
  })

  test('a contact that is not there is a plain error with 404, because the operation describes only a 401', async () => {
    const { client } = await startOfficialClient({ version })
    const failure = await failureOf(client.contacts.find({ contact_id: 'none' }))
    expect(failure).toBeInstanceOf(IntercomError)
    expect(failure).not.toBeInstanceOf(Intercom.NotFoundError)
    expect(failure).toMatchObject({ statusCode: 404, body: { errors: [{ code: 'not_found' }] } })
  })

  test('a contact that is there already is a plain error with 409, because it has no class for it', async () => {
    const { client } = await startOfficialClient({ version })
    const { id } = await client.contacts.create({ email: 'ada@readers.example' })
    const failure = await failureOf(client.contacts.create({ email: 'ada@readers.example' }))
    expect(failure).toBeInstanceOf(IntercomError)
    expect(failure).toMatchObject({
      statusCode: 409,
      body: { errors: [{ code: 'conflict', message: expect.stringContaining(String(id)) }] },
    })
  })

  test('a tag that is none is its BadRequestError', async () => {
    const { client } = await startOfficialClient({ version })
    const failure = await failureOf(client.tags.create({ name: '' }))
    expect(failure).toBeInstanceOf(Intercom.BadRequestError)
    expect(failure).toMatchObject({ body: { errors: [{ code: 'parameter_invalid' }] } })
  })

  test('too many calls are a plain error with 429 and the time of the reset, because the operation does not describe it', async () => {
    const { client } = await startOfficialClient({ version, rateLimits: { appPerMinute: 12 } })
    await client.admins.identify()
    await client.admins.identify()
    const failure = await failureOf(client.admins.identify())
    expect(failure).toBeInstanceOf(IntercomError)
    expect(failure).toMatchObject({ statusCode: 429, body: { errors: [{ code: 'rate_limit_exceeded' }] } })
    const headers = failure instanceof IntercomError ? failure.rawResponse?.headers : undefined
    expect(headers?.get('x-ratelimit-reset')).toMatch(/^\d{10}$/)
  })
})

const newest = { headers: { 'Intercom-Version': '2.16' } }

test('a merged contact is, from version 2.16 on, a plain error with 410, because it has no class for it', async () => {
  const { client } = await startOfficialClient()
  const lead = await client.contacts.create({ role: 'lead' })
  const user = await client.contacts.create({ email: 'ada@readers.example' })
  await client.contacts.mergeLeadInUser({ from: lead.id ?? '', into: user.id ?? '' })
  const failure = await failureOf(client.contacts.find({ contact_id: lead.id ?? '' }, newest))
  expect(failure).toBeInstanceOf(IntercomError)
  expect(failure).toMatchObject({ statusCode: 410, body: { errors: [{ code: 'contact_merged' }] } })
})

test('data attributes of conversations are, from version 2.16 on, a plain error with 422, because the client knows only older versions', async () => {
  const { client } = await startOfficialClient()
  const failure = await failureOf(client.dataAttributes.list({ model: 'conversation' }, newest))
  expect(failure).toBeInstanceOf(IntercomError)
  expect(failure).toMatchObject({ statusCode: 422 })
})
