import type { OperationId } from '@latchkey/shared/contract'

/** Requests that one client may make in one window. */
export interface Limit {
  /** Routes of one group are counted together. */
  readonly group: string
  readonly perMinute: number
}

const everythingElse: Limit = { group: 'everything', perMinute: 600 }

const ofOperation: Readonly<Partial<Record<OperationId, Limit>>> = {
  startConnect: { group: 'start', perMinute: 60 },
  // Twice as many as starts: a callback is repeated by reloads and by the back button.
  finishConnect: { group: 'finish', perMinute: 120 },
  verifyConnection: { group: 'verify', perMinute: 60 },
  // Counted apart, so that a busy client behind the same address does not make a probe fail.
  getLiveness: { group: 'probes', perMinute: 600 },
  getReadiness: { group: 'probes', perMinute: 600 },
}

/** The limit of an operation of the contract; of anything else when there is none. */
export function limitOf(operation?: OperationId): Limit {
  return (operation === undefined ? undefined : ofOperation[operation]) ?? everythingElse
}
