import { describe, expect, test } from 'vitest'
import { clientHarness } from '../testing/client-harness.ts'
import { checkInstallStatus } from './app-install.ts'
import type { InstallStatus } from './app-install.ts'
import { sentTo } from './testing/sent.ts'
import { untyped } from './testing/untyped.ts'

const { server, client } = clientHarness()

const LONGEST = 'x'.repeat(2_084)

describe('the status of an installation', () => {
  test.each<InstallStatus>([
    { state: 'OK' },
    { state: 'UNKNOWN', message: LONGEST },
    { state: 'UNHEALTHY', message: 'The key is gone.', cta_type: 'REINSTALL_CTA' },
    { state: 'UNHEALTHY', message: 'a', cta_type: 'URL_CTA', cta_label: LONGEST, cta_url: LONGEST },
  ])('is pushed as it is: %#', async (status) => {
    server().script((_request, response) =>
      response.writeHead(200, { 'content-type': 'text/plain' }).end('ok'),
    )
    expect(await client().appInstall.pushStatus(status)).toBeUndefined()
    expect(sentTo(server())).toEqual([{ request: 'POST /app_install/status', json: status }])
  })

  test.each([
    ['state', { state: 'FINE' }],
    ['state', {}],
    ['message', { state: 'UNHEALTHY' }],
    ['message', { state: 'UNHEALTHY', message: '' }],
    ['message', { state: 'OK', message: `${LONGEST}x` }],
    ['message', { state: 'OK', message: 5 }],
    ['cta_type', { state: 'OK', cta_type: 'LINK' }],
    ['cta_label', { state: 'OK', cta_type: 'URL_CTA', cta_url: 'https://example.com' }],
    ['cta_url', { state: 'OK', cta_type: 'URL_CTA', cta_label: 'Repair' }],
    ['cta_label', { state: 'OK', cta_label: `${LONGEST}x` }],
    ['cta_url', { state: 'OK', cta_url: `${LONGEST}x` }],
  ])('with a bad %s is refused before any call: %#', async (name, status) => {
    server().scriptJson(200, {})
    const bad = untyped<InstallStatus>(status)
    expect(() => checkInstallStatus(bad)).toThrow(TypeError)
    await expect(client().appInstall.pushStatus(bad)).rejects.toThrow(name)
    expect(server().requests).toHaveLength(0)
  })
})
