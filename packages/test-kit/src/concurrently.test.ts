import { expect, test } from 'vitest'

import { concurrently } from './concurrently.ts'

test('all calls have begun before the first goes on', async () => {
  const events: string[] = []

  await concurrently(3, async (index) => {
    events.push(`begin ${index}`)
    await Promise.resolve()
    events.push(`end ${index}`)
  })

  expect(events).toEqual(['begin 0', 'begin 1', 'begin 2', 'end 0', 'end 1', 'end 2'])
})

test('every result is told, thrown ones too', async () => {
  const results = await concurrently(2, (index) => {
    if (index === 1) throw new Error('no')
    return Promise.resolve(index)
  })

  expect(results).toEqual([
    { status: 'fulfilled', value: 0 },
    { status: 'rejected', reason: new Error('no') },
  ])
})
