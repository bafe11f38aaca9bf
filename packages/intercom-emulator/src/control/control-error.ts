const statuses = {
  'request.invalid': 400,
  'request.forbidden': 403,
  'app.not_found': 404,
  'workspace.not_found': 404,
  'admin.not_found': 404,
  'fault.not_found': 404,
  'notices.no_address': 409,
} as const

type ControlErrorCode = keyof typeof statuses

/** The control API was asked for what it cannot do; the message is for the person who wrote the request. */
export class ControlError extends Error {
  override name = 'ControlError'
  readonly code: ControlErrorCode
  readonly statusCode: number

  constructor(code: ControlErrorCode, message: string) {
    super(message)
    this.code = code
    this.statusCode = statuses[code]
  }
}
