import type { Store } from '#api/platform/redis/index.ts'

/**
 * Wakes whoever watches an account: something was committed that they want to read.
 *
 * Carries nothing and may be lost; the activity stream is what holds. Redis being away is no reason to fail what was
 * committed already.
 */
export async function announce(store: Store, accountId: string): Promise<void> {
  await store.run((redis) => redis.publish(`events:${accountId}`, '')).catch(() => undefined)
}
