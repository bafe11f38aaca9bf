import * as z from 'zod'
import { expect, test } from 'vitest'
import { startEmulator } from '../../start-emulator.ts'
import { apiOf, errorIn, listIn } from '../ask-api.ts'

const Segments = z.object({
  type: z.literal('segment.list'),
  segments: z.array(z.looseObject({ id: z.string(), count: z.number().optional() })),
})

test('segments come with their counts when these are asked for, and members are found by segment', async () => {
  const ask = apiOf(await startEmulator())
  const plain = Segments.parse((await ask('GET /segments')).body)
  const { segments } = Segments.parse((await ask('GET /segments?include_count=true')).body)
  expect(plain.segments.map(({ count }) => count)).toEqual(segments.map(() => undefined))
  const total = segments.reduce((sum, { count = 0 }) => sum + count, 0)
  expect(total).toBe(2400)
  for (const { id, count } of segments) {
    const query = { field: 'segment_id', operator: '=', value: id }
    expect(listIn(await ask('POST /contacts/search', { query })).total_count).toBe(count)
    expect((await ask(`GET /segments/${id}?include_count=true`)).body).toMatchObject({ id, count })
  }
})

test('an unknown segment is not found, and an empty workspace has none', async () => {
  const emulator = await startEmulator()
  expect(errorIn(await apiOf(emulator)('GET /segments/0123'))).toEqual({
    status: 404,
    code: 'not_found',
    message: 'Resource Not Found',
  })
  const empty = apiOf(emulator, { workspaceId: 'wattle03', adminId: '3001' })
  expect((await empty('GET /segments')).body).toEqual({ type: 'segment.list', segments: [] })
  expect((await empty('GET /tags')).body).toEqual({ type: 'list', data: [] })
})
