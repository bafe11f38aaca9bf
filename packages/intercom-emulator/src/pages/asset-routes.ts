import { readFileSync, readdirSync } from 'node:fs'
import type { FastifyPluginAsync } from 'fastify'

const controlPageFolder = new URL('../control/page/', import.meta.url)

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

const assets = [
  { name: 'pages.css', url: new URL('./pages.css', import.meta.url) },
  { name: 'icon.svg', url: new URL('./icon.svg', import.meta.url) },
  ...readdirSync(controlPageFolder).map((name) => ({ name, url: new URL(name, controlPageFolder) })),
]

/** The few files that the emulator's own pages load, read once. */
export const assetRoutes: FastifyPluginAsync = async (app) => {
  for (const { name, url } of assets) {
    const type = types[name.slice(name.lastIndexOf('.') + 1)]
    if (type === undefined) continue
    const content = readFileSync(url)
    app.get(`/_emulator/assets/${name}`, (_request, reply) =>
      reply
        .headers({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-cache' })
        .type(type)
        .send(content),
    )
  }
}
