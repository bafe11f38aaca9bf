import formbody from '@fastify/formbody'
import fastifyPlugin from 'fastify-plugin'
import { AppError } from '#api/platform/errors/index.ts'

/** The largest body that is read. */
export const bodyBytesMax = 64 * 1024

/**
 * What may be sent: JSON, and forms of our own pages whose fields are each named once.
 *
 * The parser for plain text is removed: a foreign page may send text without being asked first.
 */
export const bodies = fastifyPlugin(
  async (app) => {
    app.removeContentTypeParser('text/plain')
    await app.register(formbody, { bodyLimit: bodyBytesMax, parser: parseForm })
  },
  { name: 'bodies', dependencies: ['errors'] },
)

/** Empty fields count as not filled in. A repeated field is refused: two readers could take different ones. */
export function parseForm(text: string): Record<string, string> {
  const fields = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(text)) {
    if (fields.has(name)) {
      throw new AppError('request.invalid', 'A form field was sent twice', {
        fields: [{ name: name.slice(0, 100), message: 'Sent more than once' }],
      })
    }
    fields.set(name, value)
  }
  return Object.fromEntries([...fields].filter(([, value]) => value !== ''))
}
