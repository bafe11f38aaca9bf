import { expect, test } from 'vitest'
import { benchClient } from './client/bench-client.ts'
import { benchEmulator } from './emulator/bench-emulator.ts'
import { shortPlan } from './plan.ts'

test('the client is measured beside the official one and bare undici', { timeout: 120_000 }, async () => {
  const report = await benchClient(shortPlan)
  expect(report.match(/^\| `(me|contacts\.list)`/gm)).toHaveLength(12)
  expect(report).toMatch(/\| Latchkey \| \d+ \| \d+ \| -?\d+ \|/)
  expect(report).not.toMatch(/NaN|undefined|Infinity/)
})

test('the emulator is measured with a million contacts', { timeout: 60_000 }, async () => {
  const report = await benchEmulator({ ...shortPlan, rounds: 1 })
  expect(report).toMatch(/\| 1,000,000 (\| \d+ ){4}\| [1-9]\d+ \|/)
})
