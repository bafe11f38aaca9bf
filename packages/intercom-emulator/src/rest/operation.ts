import type { PermissionName } from '../permissions.ts'
import type { RouteName } from '../route-names.ts'
import type { Caller } from './caller.ts'

/** The versions that the emulator answers in. */
export const apiVersions = ['2.8', '2.11', '2.14', '2.16'] as const

export type ApiVersion = (typeof apiVersions)[number]

/** One accepted call: the token is good, the version known, the permission there. */
export interface RestCall {
  caller: Caller
  version: ApiVersion
  /** Path parameters, decoded. */
  params: Readonly<Record<string, string>>
  /** Query parameters, decoded; of a repeated one the last. */
  query: Readonly<Record<string, string>>
  /** The JSON body; `undefined` where none was sent. */
  body: unknown
  /** Where the caller reached the API, without a slash at the end: what addresses in answers start with. */
  baseUrl: string
}

export interface RestAnswer {
  /** 200 by default. */
  status?: number
  /** JSON; no body where it is `undefined`. */
  body?: unknown
  headers?: Readonly<Record<string, string>>
}

/** One operation of Intercom's REST API, as data: `rest-routes.ts` puts the checks in front of it, on every host. */
export interface RestOperation {
  /** As it is counted, logged, given faults and listed in `coverage.ts`, e.g. `GET /contacts/:id`. */
  route: RouteName
  /** The permission that the app must have; `null` where none is needed. */
  permission: PermissionName | null
  /** The first version that has it; in all where it is left out. */
  since?: ApiVersion
  /** Set where `Intercom-Version` is not looked at: on what belongs to OAuth, not to the API. */
  anyVersion?: true
  /** @throws RestError for what Intercom refuses */
  handle(call: RestCall): RestAnswer
}

/** A refusal in Intercom's words; the route answers it in Intercom's envelope. */
export class RestError extends Error {
  override name = 'RestError'
  readonly status: number
  readonly code: string
  readonly field: string | null
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    { code, message, field = null }: { code: string; message: string; field?: string | null },
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message)
    this.status = status
    this.code = code
    this.field = field
    this.headers = headers
  }
}
