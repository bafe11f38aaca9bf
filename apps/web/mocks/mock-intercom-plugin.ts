import type { Plugin } from 'vite'
import { operations } from '@latchkey/shared/contract/plain'
import { scenarios } from './scenarios.ts'

const consentPath = '/mock-intercom/consent'

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark">
<title>${title}</title><body style="font:1rem/1.6 system-ui;max-width:44rem;margin:3rem auto;padding:0 1rem">
<h1>${title}</h1>${body}</body></html>`
}

const consentPage = page(
  'Stand-in for Intercom',
  `<p>Mocks only: this is where Intercom asks a person.</p>
<p><a href="/?mock_consent=authorized">Authorize</a></p><p><a href="/?mock_consent=denied">Cancel</a></p>`,
)

const galleryPage = page(
  'Every page and state',
  `<ul>${Object.entries(scenarios)
    .map(([name, { title }]) => `<li><a href="/?scenario=${name}">${name}</a>: ${title}</li>`)
    .join('')}</ul>`,
)

/** Answers what a service worker cannot: whole pages and the native form. `/scenarios` lists every state. */
export function mockIntercom(): Plugin {
  return {
    name: 'latchkey:mock-intercom',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = request.url?.split('?')[0]
        const isForm = path === operations.startConnect.path && request.method === 'POST'
        const html =
          path === '/scenarios' ? galleryPage : isForm || path === consentPath ? consentPage : undefined
        if (html === undefined) return next()
        response.setHeader('content-type', 'text/html; charset=utf-8')
        if (isForm) response.setHeader('refresh', `0;url=${consentPath}`)
        response.end(html)
      })
    },
  }
}
