import fastifyPlugin from 'fastify-plugin'

/**
 * Lets the server close as soon as its last answer is out: while it closes, every answer ends its connection, which
 * would otherwise stay open for another request that nobody takes.
 */
export const drain = fastifyPlugin(
  async (app) => {
    let closing = false
    app.addHook('preClose', async () => {
      closing = true
    })
    app.addHook('onSend', async (_request, reply) => {
      if (closing) reply.header('connection', 'close')
    })
  },
  { name: 'drain' },
)
