import { describe, expect, test } from 'vitest'
import { seed } from '../../seed.ts'
import { startEmulator, startMs } from '../../start-emulator.ts'
import { apiOf, errorIn } from '../ask-api.ts'

describe('POST /app_install/status', () => {
  test('keeps what each app said last', async () => {
    const emulator = await startEmulator()
    const ask = apiOf(emulator)
    const status = {
      state: 'UNHEALTHY',
      message: 'Reconnect, please',
      cta_type: 'URL_CTA',
      cta_label: 'Reconnect',
      cta_url: 'https://app.example/reconnect',
    }
    expect((await ask('POST /app_install/status', { state: 'UNKNOWN' })).status).toBe(200)
    expect((await ask('POST /app_install/status', status)).status).toBe(200)
    await apiOf(emulator, { clientId: seed.apps.limited.clientId })('POST /app_install/status', {
      state: 'OK',
    })
    expect(emulator.control.state().workspaces[0]?.installStatuses).toEqual([
      { ...status, clientId: 'latchkey-workbench', toldAtMs: startMs },
      { state: 'OK', clientId: 'latchkey-limited', toldAtMs: startMs },
    ])
  })

  test.for([
    ['no state', {}, 'parameter_not_found'],
    ['an unknown state', { state: 'FINE' }, 'parameter_invalid'],
    ['an unhealthy state without a message', { state: 'UNHEALTHY' }, 'parameter_not_found'],
    ['an address button without an address', { state: 'OK', cta_type: 'URL_CTA' }, 'parameter_not_found'],
    ['a text of 2,085 characters', { state: 'OK', message: 'x'.repeat(2085) }, 'parameter_invalid'],
  ] as const)('refuses %s', async ([, json, code]) => {
    const emulator = await startEmulator()
    expect(errorIn(await apiOf(emulator)('POST /app_install/status', json))).toMatchObject({
      status: 422,
      code,
    })
    expect(emulator.control.state().workspaces[0]?.installStatuses).toEqual([])
  })
})
