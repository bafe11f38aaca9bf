import { newId, newSecret, type Random } from '#api/platform/random.ts'

/**
 * One try to store a connection: every random value that it needs, made once, so that the same try made again after a
 * lost reply means the same account, connection and session.
 */
export interface Attempt {
  readonly id: string
  /** Of the account and the connection that the try makes, where it makes them. */
  readonly accountId: string
  readonly connectionId: string
  /** Of the session that it begins. */
  readonly secret: string
}

export function newAttempt(random: Random, id: string = newId(random)): Attempt {
  return { id, accountId: newId(random), connectionId: newId(random), secret: newSecret(random) }
}
