import { fileURLToPath } from 'node:url'
import { createServer, type Plugin } from 'vite'
import { scopedClassName } from './scoped-class-name.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

interface StaticPages {
  connect: string
  loading: string
}

// A server of its own, because a build has no way to run the modules that it bundles.
async function renderPages(): Promise<StaticPages> {
  const server = await createServer({
    configFile: false,
    root,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    css: { modules: { generateScopedName: scopedClassName } },
  })
  try {
    const { renderStaticPage }: { renderStaticPage?: () => StaticPages } =
      await server.ssrLoadModule('/src/app/static-page.tsx')
    if (renderStaticPage === undefined) throw new Error('static-page.tsx exports no renderStaticPage')
    return renderStaticPage()
  } finally {
    await server.close()
  }
}

/**
 * Writes the connect page into `index.html` at build time, rendered from the same components as the live one, so
 * that it can be read and its form sent before any script has loaded, or with scripts off.
 */
export function staticPage(): Plugin {
  return {
    name: 'latchkey:static-page',
    transformIndexHtml: {
      order: 'pre',
      async handler(html) {
        const pages = await renderPages()
        return html
          .replace('<!--connect-page-->', () => pages.connect)
          .replace('<!--loading-page-->', () => pages.loading)
      },
    },
  }
}
