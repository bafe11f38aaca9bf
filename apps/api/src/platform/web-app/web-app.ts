import { access } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import fastifyStatic from '@fastify/static'
import fastifyPlugin from 'fastify-plugin'
import { AppError } from '#api/platform/errors/index.ts'
import { isPageRequest } from '#api/platform/security/index.ts'

export interface WebAppOptions {
  /** Folder of the built web app: `index.html`, and `assets/` with a hash in every name. */
  readonly folder: string
}

const immutable = 'public, max-age=31536000, immutable'

/**
 * Serves the built web app: hashed assets for a year, everything else asked for again each time. A page that is no
 * file is `index.html`, whose script knows the address; whatever a page is not stays a 404.
 *
 * Only files that are there at start are served, so no address can reach outside the folder.
 *
 * @throws when the folder holds no `index.html`
 */
export const webApp = fastifyPlugin<WebAppOptions>(
  async (app, { folder }) => {
    const root = resolve(folder)
    await access(join(root, 'index.html')).catch(() => {
      throw new Error('WEB_DIST holds no index.html: build the web app first, or remove the variable.')
    })
    await app.register(fastifyStatic, {
      root,
      wildcard: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const hashed = relative(root, path).split(/[\\/]/, 1)[0] === 'assets'
        reply.header('cache-control', hashed ? immutable : 'no-cache')
      },
    })
    app.get('/*', async (request, reply) => {
      if (!isPageRequest(request)) throw new AppError('request.not_found')
      return reply.sendFile('index.html')
    })
  },
  { name: 'web-app', dependencies: ['errors'] },
)
