import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freePort, requireFreePort } from './ports.js'

/** @type {import('node:net').Server} */
let server

beforeEach(() => {
  server = createServer()
})

afterEach(() => {
  server.close()
})

test.for(['127.0.0.1', '0.0.0.0'])(
  'a port that is taken on %s is refused with the variable to set',
  async (host) => {
    server.listen(0, host)
    await once(server, 'listening')
    const address = /** @type {import('node:net').AddressInfo} */ (server.address())
    await expect(requireFreePort(address.port, { variable: 'PORT', host: '127.0.0.1' })).rejects.toThrow(
      `Port ${address.port} is taken by another program: set PORT to another port and start again.`,
    )
  },
)

test('a free port is let through, and is still free afterwards', async () => {
  const port = await freePort()
  await requireFreePort(port, { variable: 'PORT', host: '127.0.0.1' })
  server.listen(port, '127.0.0.1')
  await expect(once(server, 'listening')).resolves.toEqual([])
})
