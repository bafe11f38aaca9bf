import { readFileSync } from 'node:fs'
import type { FastifyPluginAsync } from 'fastify'

const assets = [
  { name: 'pages.css', type: 'text/css; charset=utf-8', url: new URL('./pages.css', import.meta.url) },
  { name: 'icon.svg', type: 'image/svg+xml', url: new URL('./icon.svg', import.meta.url) },
  {
    name: 'control-page.js',
    type: 'text/javascript; charset=utf-8',
    url: new URL('../control/control-page.js', import.meta.url),
  },
]

/** The few files that the emulator's own pages load, read once. */
export const assetRoutes: FastifyPluginAsync = async (app) => {
  for (const { name, type, url } of assets) {
    const content = readFileSync(url)
    app.get(`/_emulator/assets/${name}`, (_request, reply) =>
      reply
        .headers({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-cache' })
        .type(type)
        .send(content),
    )
  }
}
