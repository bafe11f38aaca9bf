/** Judges an answer; any zod schema does. */
export interface AnswerReader<Output> {
  safeParse: (value: unknown) => { success: true; data: Output } | { success: false }
}

/** One operation of the REST API, as data. */
export interface Operation<Output> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Template such as `/contacts/{id}`: what hooks and logs name, because it holds nobody's id. */
  route: string
  /** One for each `{name}` of the route, percent-encoded into the path; empty, `.` and `..` are refused (TypeError). */
  params?: Record<string, string>
  query?: Record<string, string | number | boolean | undefined>
  json?: unknown
  /**
   * What of the answer is relied on; unknown fields are kept (`looseObject`). It judges `undefined` when the
   * body is empty or not JSON, so `z.unknown()` takes any 2xx.
   */
  answer: AnswerReader<Output>
  /** May the same request be sent again after a try that may have taken effect? */
  repeat: 'safe' | 'once'
  /** Largest answer, as received and unpacked. Default 8 MiB; a larger one is `intercom.bad_answer`. */
  bodyBytesMax?: number
}

/** What a caller may say about one call. Left out (or `undefined`), the client's own option counts. */
export interface CallOptions {
  /** Ends the call at once in every phase, waits included: `intercom.aborted`. */
  signal?: AbortSignal | undefined
  /** `Intercom-Version` of this call. */
  version?: string | undefined
  /** For everything, in milliseconds: retries, waits, the last byte of the body. */
  timeoutMs?: number | undefined
  /** How many times the request may be sent again; 0 sends it once. */
  maxRetries?: number | undefined
}

/**
 * Makes one call, with its retries, and gives the answer as its schema read it.
 *
 * @throws IntercomError, and nothing else once the operation is well formed
 * @throws TypeError when a path parameter is missing, empty, `.` or `..`
 */
export type Call = <Output>(operation: Operation<Output>, options?: CallOptions) => Promise<Output>
