import type { FastifyInstance } from 'fastify'
import { ControlError } from './control-error.ts'

const loopbackNames = ['127.0.0.1', 'localhost', '[::1]']

/**
 * Lets only this computer's own pages and programs reach the control API: the Host must be a loopback name with the
 * emulator's port (a foreign name that resolves here is a rebinding attack), and an Origin, where sent, the same.
 */
export function guardControl(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    const own = loopbackNames.map((name) => `${name}:${request.socket.localPort}`)
    const { host, origin } = request.headers
    if (host === undefined || !own.includes(host.toLowerCase())) {
      throw new ControlError('request.forbidden', 'Use a loopback name and the port of the emulator as host.')
    }
    if (origin !== undefined && !own.some((name) => origin === `http://${name}`)) {
      throw new ControlError(
        'request.forbidden',
        'Only pages of the emulator itself may use its control API.',
      )
    }
  })
}
