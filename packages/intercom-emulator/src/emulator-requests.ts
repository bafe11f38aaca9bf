import type { Emulator } from './create-emulator.ts'
import { seed } from './seed.ts'

const { full } = seed.apps
const { us } = seed.workspaces

/** The answer's status and its JSON, read loosely as a stranger would. */
export interface JsonAnswer {
  status: number
  headers: Headers
  body: unknown
}

export async function readJson(response: Response): Promise<JsonAnswer> {
  return { status: response.status, headers: response.headers, body: await response.json() }
}

/** Consents on the real page and returns the code. */
export async function obtainCode(
  emulator: Emulator,
  holder: { workspaceId: string; adminId: string; clientId?: string } = {
    workspaceId: us.id,
    adminId: us.admins.maya.id,
  },
): Promise<string> {
  const location = await emulator.control.authorize(holder)
  return new URL(location).searchParams.get('code') ?? ''
}

/** Sends a code to the token endpoint as a form. */
export async function exchange(
  emulator: Emulator,
  fields: { code: string; client_id?: string; client_secret?: string; code_verifier?: string },
  { prefix = '' }: { prefix?: string } = {},
): Promise<JsonAnswer> {
  const body = new URLSearchParams({
    client_id: full.clientId,
    client_secret: full.clientSecret,
    ...fields,
  })
  return readJson(await fetch(`${emulator.url}${prefix}/auth/eagle/token`, { method: 'POST', body }))
}

/** Goes through the whole of consent and exchange; returns the token. */
export async function connect(
  emulator: Emulator,
  holder?: { workspaceId: string; adminId: string },
): Promise<string> {
  const { body } = await exchange(emulator, { code: await obtainCode(emulator, holder) })
  return (body as { access_token: string }).access_token
}

export async function askMe(
  emulator: Emulator,
  token: string,
  { headers = {}, prefix = '' }: { headers?: Record<string, string>; prefix?: string } = {},
): Promise<JsonAnswer> {
  const answer = await fetch(`${emulator.url}${prefix}/me`, {
    headers: { authorization: `Bearer ${token}`, accept: 'application/json', ...headers },
  })
  return readJson(answer)
}

export function postJson(emulator: Emulator, path: string, body: unknown): Promise<Response> {
  return fetch(`${emulator.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}
