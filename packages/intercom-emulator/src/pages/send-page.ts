import type { FastifyReply } from 'fastify'
import { html } from './html.ts'
import type { Html } from './html.ts'

interface Page {
  title: string
  body: Html
  /** A script of ours to load; pages without one forbid scripts altogether. */
  script?: string
  /** Style sheets besides the one of every page, in this order. */
  styleSheets?: readonly string[]
}

/**
 * Sends a page that loads nothing from elsewhere and runs nothing inline.
 *
 * The policy names no `form-action`: browsers apply it to every redirect that follows a form, and the consent form's
 * answer leads to the app and from there to wherever the app goes on to.
 */
export function sendPage(reply: FastifyReply, page: Page): FastifyReply {
  const scripts = page.script === undefined ? '' : " script-src 'self'; connect-src 'self';"
  return reply
    .headers({
      'content-security-policy': `default-src 'none'; style-src 'self'; img-src 'self';${scripts} base-uri 'none'; frame-ancestors 'none'`,
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    .type('text/html; charset=utf-8')
    .send(wholePage(page).text)
}

function wholePage({ title, body, script, styleSheets = [] }: Page): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} – Intercom emulator</title>
        <link rel="icon" href="/_emulator/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/_emulator/assets/pages.css" />
        ${styleSheets.map((name) => html`<link rel="stylesheet" href="/_emulator/assets/${name}" />`)}
        ${script !== undefined && html`<script type="module" src="/_emulator/assets/${script}"></script>`}
      </head>
      ${body}
    </html> `
}
