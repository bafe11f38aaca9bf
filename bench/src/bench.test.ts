import { expect, test } from 'vitest'
import { benchClient } from './client/bench-client.ts'
import { benchEmulator } from './emulator/bench-emulator.ts'
import { shortPlan } from './plan.ts'
import { benchRotation } from './rotation/bench-rotation.ts'

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

test('keys are rotated under a running server without an error', { timeout: 120_000 }, async () => {
  const report = await benchRotation(shortPlan)
  expect(report.match(/^\| [\w ,]+ \| [1-9][\d,]* \| 0 \|$/gm)).toHaveLength(4)
  expect(report).toMatch(/sealed anew by the first run \| [12],\d{3} \|/)
  expect(report).toMatch(/errors in the API's log \| 0 \|/)
  expect(report).toMatch(/with the new key alone \| 0 \|/)
  expect(report).toContain('Nothing to do:')
})
