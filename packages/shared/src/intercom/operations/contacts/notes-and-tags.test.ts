import { describe, expect, test } from 'vitest'
import { clientHarness, errorList } from '../../testing/client-harness.ts'
import { failureOf } from '../../testing/failure-of.ts'
import { CONTACT, NOTE, TAG } from '../testing/items.ts'
import { scriptPages, sentTo } from '../testing/sent.ts'

const { server, client } = clientHarness()

describe('the notes of a contact', () => {
  test('are read by page number, to the end', async () => {
    const page = (data: object[]) => ({
      data,
      total_count: 2,
      pages: { page: 1, per_page: 1, total_pages: 2 },
    })
    scriptPages(server(), [page([NOTE]), page([{ ...NOTE, id: 32, contact: null, author: null }])])
    const first = await client().contacts.notes.list({ contactId: CONTACT.id, perPage: 1 })
    expect(first).toMatchObject({ items: [NOTE], total: 2, nextCursor: '2' })
    const second = await first.next()
    expect(second).toMatchObject({ items: [{ ...NOTE, id: '32', contact: null, author: null }] })
    expect(second?.nextCursor).toBeUndefined()
    expect(sentTo(server())).toEqual([
      { request: `GET /contacts/${CONTACT.id}/notes?page=1&per_page=1` },
      { request: `GET /contacts/${CONTACT.id}/notes?page=2&per_page=1` },
    ])
  })

  test('grow by one, in an admin’s name if told', async () => {
    server().scriptJson(200, NOTE)
    const { notes } = client().contacts
    expect(await notes.create({ contactId: '17', body: 'Called back.', admin_id: '5017' })).toEqual(NOTE)
    await notes.create({ contactId: '17', body: 'Called back.' })
    expect(sentTo(server())).toEqual([
      { request: 'POST /contacts/17/notes', json: { body: 'Called back.', admin_id: '5017' } },
      { request: 'POST /contacts/17/notes', json: { body: 'Called back.' } },
    ])
  })

  test('never grow by an empty one', async () => {
    server().scriptJson(200, NOTE)
    const created = client().contacts.notes.create({ contactId: '17', body: '' })
    await expect(created).rejects.toThrow('body must be a non-empty text')
    expect(server().requests).toHaveLength(0)
  })

  test('of nobody are not found', async () => {
    server().scriptJson(404, errorList('not_found'))
    const error = await failureOf(client().contacts.notes.list({ contactId: '17' }))
    expect(error).toMatchObject({ code: 'intercom.not_found', intercomCode: 'not_found' })
  })
})

describe('the tags of a contact', () => {
  test('are told whole', async () => {
    server().scriptJson(200, { type: 'list', data: [TAG, { ...TAG, id: 18, applied_by: null }] })
    const page = await client().contacts.tags.list({ contactId: '17' })
    expect(page).toMatchObject({ items: [TAG, { ...TAG, id: '18', applied_by: null }], total: 2 })
    expect(await page.next()).toBeUndefined()
    expect(sentTo(server())).toEqual([{ request: 'GET /contacts/17/tags' }])
  })

  test('come and go', async () => {
    server().scriptJson(200, TAG)
    const { tags } = client().contacts
    expect(await tags.attach({ contactId: '17', tagId: TAG.id })).toEqual(TAG)
    expect(await tags.detach({ contactId: '17', tagId: TAG.id })).toEqual(TAG)
    expect(sentTo(server())).toEqual([
      { request: 'POST /contacts/17/tags', json: { id: TAG.id } },
      { request: `DELETE /contacts/17/tags/${TAG.id}` },
    ])
  })

  test('are not asked for without an id', async () => {
    server().scriptJson(200, TAG)
    await expect(client().contacts.tags.attach({ contactId: '17', tagId: '' })).rejects.toThrow('tagId')
    expect(server().requests).toHaveLength(0)
  })
})
