import { prefixOf } from './hosts.ts'
import type { HostName } from './hosts.ts'
import { seed } from './seed.ts'

export interface ConsentAnswer {
  workspaceId: string
  adminId: string
  decision?: 'authorize' | 'cancel'
}

/**
 * Opens a consent page over HTTP as a browser does, answers its form, and returns the address that the answer
 * redirects to, unfollowed.
 *
 * @param authorizeUrl the whole address of the consent page, as an app sends a person there
 * @throws Error when the page is not shown or the answer is no redirect; never with the address in its text
 */
export async function answerConsent(
  authorizeUrl: string | URL,
  { workspaceId, adminId, decision = 'authorize' }: ConsentAnswer,
): Promise<string> {
  const page = await fetch(authorizeUrl, { headers: { accept: 'text/html' }, redirect: 'manual' })
  const markup = await page.text()
  if (page.status !== 200 || !markup.includes('<form method="post">')) {
    throw new Error(`The consent page was not shown: status ${page.status}`)
  }
  const answer = await fetch(authorizeUrl, {
    method: 'POST',
    body: new URLSearchParams({ workspace: workspaceId, [`admin-${workspaceId}`]: adminId, decision }),
    redirect: 'manual',
  })
  await answer.body?.cancel()
  const location = answer.headers.get('location')
  if (answer.status !== 302 || location === null) {
    throw new Error(`The consent form was not accepted: status ${answer.status}`)
  }
  return location
}

export interface AuthorizeRequest extends ConsentAnswer {
  /** The full app of the seed where none is named. */
  clientId?: string
  redirectUri?: string
  state?: string
  /** The consent host to open; the routing one by default. */
  host?: HostName
}

/** Builds the consent page's address as an app would. */
export function consentUrl(baseUrl: string, request: Omit<AuthorizeRequest, keyof ConsentAnswer>): URL {
  const url = new URL(`${prefixOf(request.host ?? 'routing')}/oauth`, baseUrl)
  url.searchParams.set('client_id', request.clientId ?? seed.apps.full.clientId)
  if (request.redirectUri !== undefined) url.searchParams.set('redirect_uri', request.redirectUri)
  if (request.state !== undefined) url.searchParams.set('state', request.state)
  return url
}
