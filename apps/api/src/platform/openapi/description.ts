import swagger, { type StaticDocumentSpec } from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import fastifyPlugin from 'fastify-plugin'
import { openApiDocument } from './document.ts'

/** The docs page brings its own scripts and styles; styles in elements are what it cannot do without. */
const docsPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"

/** Serves the description of the API as `/openapi.json`, and where `docs` is on, a page for it under `/docs`. */
export const apiDescription = fastifyPlugin<{ docs: boolean }>(
  async (app, { docs }) => {
    const document = openApiDocument()
    const text = JSON.stringify(document)
    app.get('/openapi.json', async (_request, reply) =>
      reply.type('application/json; charset=utf-8').send(text),
    )
    if (!docs) return
    // Made above by our own generator, which the plugin's type for documents does not know.
    const specification = { document } as unknown as StaticDocumentSpec
    await app.register(swagger, { mode: 'static', specification })
    await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: docsPolicy })
  },
  { name: 'api-description' },
)
