import type { ErrorCode } from '@latchkey/shared/contract'

/** What the browser is answered: a 303 to `location`. */
export interface Finished {
  location: string
  /** The session to give the browser. */
  session?: { cookie: string; expiresAt: number } | undefined
  /** Set by the claim's winner: the flow whose cookie is finished, or kept while a question is open. */
  flow?: { stateHash: string; cookie: 'finish' | 'renew' }
  /** Present when the callback was refused: what the log needs to explain it. */
  refused?: { code: ErrorCode; cause?: unknown }
}
