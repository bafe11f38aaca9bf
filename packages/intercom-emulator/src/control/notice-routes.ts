import type { FastifyPluginAsync } from 'fastify'
import type { Control } from './control.ts'

/** What Intercom sends by itself: the settings, and sending it on demand. Bodies are checked by the functions. */
export function noticeRoutes(control: Control): FastifyPluginAsync {
  return async (app) => {
    app.post('/notices', async (request) =>
      control.setNotices(request.body as Parameters<Control['setNotices']>[0]),
    )
    app.post('/webhooks', async (request, reply) => {
      const wanted = request.body as Parameters<Control['sendWebhook']>[0]
      return reply.code(201).send(await control.sendWebhook(wanted))
    })
    app.post('/health', async (request) =>
      control.sendHealthCheck(request.body as Parameters<Control['sendHealthCheck']>[0]),
    )
    app.get('/deliveries', async () => control.deliveries())
  }
}
