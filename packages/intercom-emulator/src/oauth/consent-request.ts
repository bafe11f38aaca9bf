import { z } from 'zod'
import type { App, Directory } from '../directory.ts'

/** A checked authorisation request. */
export interface ConsentRequest {
  app: App
  redirectUri: string
  state: string | undefined
}

const Query = z.looseObject({
  client_id: z.string(),
  redirect_uri: z.string().optional(),
  state: z.string().optional(),
})

/**
 * Reads the query of the consent page. Where `redirect_uri` is absent the first registered one is used, else it must
 * equal a registered one exactly (Intercom, "Setting up OAuth"). A problem is told to the person and never redirected:
 * where to is just what cannot be trusted then.
 */
export function readConsentRequest(
  query: unknown,
  directory: Directory,
): { ok: true; request: ConsentRequest } | { ok: false; problem: string } {
  const parsed = Query.safeParse(query)
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[0])
    return { ok: false, problem: `The app must send “${field}” exactly once.` }
  }
  const { client_id: clientId, redirect_uri: redirectUri, state } = parsed.data
  const app = directory.app(clientId)
  if (app === undefined) {
    return { ok: false, problem: 'No app is registered under the “client_id” that was sent.' }
  }
  if (redirectUri !== undefined && !app.redirectUris.includes(redirectUri)) {
    return { ok: false, problem: 'The “redirect_uri” that was sent is not registered for this app.' }
  }
  return { ok: true, request: { app, redirectUri: redirectUri ?? app.redirectUris[0], state } }
}

/** The address to send the person back to, with what the app is to learn. */
export function callbackUrl(
  { redirectUri, state }: ConsentRequest,
  parameters: Record<string, string>,
): string {
  const url = new URL(redirectUri)
  for (const [name, value] of Object.entries(parameters)) url.searchParams.append(name, value)
  if (state !== undefined) url.searchParams.append('state', state)
  return url.href
}
