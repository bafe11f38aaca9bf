/** One error as Intercom names it. The set of codes is open. */
export interface IntercomErrorEntry {
  code: string
  message: string
  /** The field of the request that is wrong; `null` by default. */
  field?: string | null
}

export interface ErrorList {
  type: 'error.list'
  request_id: string
  errors: { code: string; message: string; field: string | null }[]
}

/** Intercom's error envelope; `request_id` is the `X-Request-Id` of the same answer. */
export function errorList(requestId: string, { code, message, field = null }: IntercomErrorEntry): ErrorList {
  return { type: 'error.list', request_id: requestId, errors: [{ code, message, field }] }
}
