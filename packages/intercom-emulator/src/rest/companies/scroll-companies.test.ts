import * as z from 'zod'
import { expect, test } from 'vitest'
import { seed } from '../../seed.ts'
import { startEmulator } from '../../start-emulator.ts'
import { apiOf, errorIn } from '../ask-api.ts'
import type { ApiAnswer } from '../ask-api.ts'

const Step = z.strictObject({
  type: z.literal('list'),
  data: z.array(z.looseObject({ id: z.string() })),
  pages: z.null(),
  total_count: z.null(),
  scroll_param: z.uuid(),
})
const stepIn = ({ body }: ApiAnswer) => Step.parse(body)

test('a scroll goes through all companies by hundreds, beyond 10,000, and ends with an empty step', async () => {
  const ask = apiOf(await startEmulator({ sizes: { harbour1: { companies: 10_250 } } }))
  const ids: string[] = []
  let step = stepIn(await ask('GET /companies/scroll'))
  const sizes = [step.data.length]
  while (step.data.length > 0) {
    ids.push(...step.data.map(({ id }) => id))
    step = stepIn(await ask(`GET /companies/scroll?scroll_param=${step.scroll_param}`))
    sizes.push(step.data.length)
  }
  expect(new Set(ids).size).toBe(10_250)
  expect([sizes[0], sizes.at(-2), sizes.at(-1)]).toEqual([100, 50, 0])
  const over = await ask(`GET /companies/scroll?scroll_param=${step.scroll_param}`)
  expect(errorIn(over)).toMatchObject({ status: 404, code: 'not_found' })
  expect((await ask('GET /companies/scroll')).status).toBe(200)
})

test('an app has one scroll open in a workspace; other apps and workspaces are free', async () => {
  const emulator = await startEmulator()
  const ask = apiOf(emulator)
  await ask('GET /companies/scroll')
  expect(errorIn(await ask('GET /companies/scroll'))).toMatchObject({ status: 400, code: 'scroll_exists' })
  const otherApp = apiOf(emulator, { clientId: seed.apps.full.clientId })
  expect((await otherApp('GET /companies/scroll')).status).toBe(200)
  const elsewhere = apiOf(emulator, { workspaceId: 'linden02', adminId: '2001' })
  expect((await elsewhere('GET /companies/scroll')).status).toBe(200)
})

test('a scroll lapses after a minute without a step; each step keeps it open for another', async () => {
  const emulator = await startEmulator()
  const ask = apiOf(emulator)
  const { scroll_param: param } = stepIn(await ask('GET /companies/scroll'))
  emulator.control.moveClock({ advanceMs: 59_000 })
  expect((await ask(`GET /companies/scroll?scroll_param=${param}`)).status).toBe(200)
  emulator.control.moveClock({ advanceMs: 59_000 })
  expect(errorIn(await ask('GET /companies/scroll'))).toMatchObject({ code: 'scroll_exists' })
  emulator.control.moveClock({ advanceMs: 1000 })
  const lapsed = await ask(`GET /companies/scroll?scroll_param=${param}`)
  expect(errorIn(lapsed)).toMatchObject({ status: 404, code: 'not_found' })
  expect((await ask('GET /companies/scroll')).status).toBe(200)
})

test('an empty workspace ends a scroll at once', async () => {
  const ask = apiOf(await startEmulator(), { workspaceId: 'wattle03', adminId: '3001' })
  expect(stepIn(await ask('GET /companies/scroll')).data).toEqual([])
  expect((await ask('GET /companies/scroll')).status).toBe(200)
})
