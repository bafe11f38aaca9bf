import * as z from 'zod'
import type { Emulator } from '../create-emulator.ts'
import { seed } from '../seed.ts'
import type { ApiVersion } from './operation.ts'

const { us } = seed.workspaces

export interface ApiAnswer {
  status: number
  headers: Headers
  /** `undefined` where none came. */
  body: unknown
}

/** Sends one call to the API as the app with every permission. The route is a method and a path with its query. */
export type AskApi = (route: string, json?: unknown) => Promise<ApiAnswer>

interface Asker {
  workspaceId?: string
  adminId?: string
  clientId?: string
  version?: ApiVersion
}

/** For tests: calls to the API with a token of its own, in version 2.16 unless another is named. */
export function apiOf(emulator: Emulator, asker: Asker = {}): AskApi {
  const { workspaceId = us.id, adminId = us.admins.maya.id, version = '2.16' } = asker
  const clientId = asker.clientId ?? seed.apps.workbench.clientId
  const { token } = emulator.control.issueToken({ workspaceId, adminId, clientId })
  return apiAt(emulator.url, { token, version })
}

/** For tests: calls to the API at an address. */
export function apiAt(
  url: string,
  { token, version = '2.16' }: { token: string; version?: ApiVersion },
): AskApi {
  return async (route, json) => {
    const [method = 'GET', path = '/'] = route.split(' ')
    const response = await fetch(url + path, {
      method,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        'intercom-version': version,
        ...(json !== undefined && { 'content-type': 'application/json' }),
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
    })
    const text = await response.text()
    const body: unknown = text === '' ? undefined : JSON.parse(text)
    return { status: response.status, headers: response.headers, body }
  }
}

const Item = z.looseObject({ id: z.string() })

const ListBody = z.looseObject({
  data: z.array(Item),
  total_count: z.number(),
  pages: z.looseObject({
    page: z.number(),
    per_page: z.union([z.number(), z.string()]),
    total_pages: z.number(),
    next: z.union([z.looseObject({ starting_after: z.string() }), z.string()]).nullish(),
  }),
})

/** Reads an answer as an item. @throws ZodError for every other one, refusals too */
export const itemIn = ({ body }: ApiAnswer) => Item.parse(body)

/** Reads an answer as a list with pages. @throws ZodError for every other one, refusals too */
export const listIn = ({ body }: ApiAnswer) => ListBody.parse(body)

/** The error of an answer as Intercom's envelope has it, with its status. */
export function errorIn({ status, body }: ApiAnswer) {
  const { errors } = z
    .looseObject({ errors: z.tuple([z.looseObject({ code: z.string(), message: z.string() })]) })
    .parse(body)
  return { status, code: errors[0].code, message: errors[0].message }
}
