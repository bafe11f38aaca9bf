import type { IntercomHosts } from '@latchkey/shared/intercom'
import type { Clock } from '#api/platform/clock.ts'
import type { Random } from '#api/platform/random.ts'
import type { Store } from '#api/platform/redis/index.ts'
import type { KeyRing } from '#api/tokens/index.ts'

/** What the use cases of connections work with. */
export interface ConnectionsDeps {
  store: Store
  clock: Clock
  random: Random
  keyRing: KeyRing
  /** Where Intercom's API is, and the version asked for. */
  intercom: { hosts: IntercomHosts; version: string }
}
