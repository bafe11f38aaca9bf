/**
 * Calls `fn` `count` times before any of the calls can go on, and gives back how each one ended, in order.
 *
 * `fn` gets 0, 1, 2 …; what it throws before its first `await` counts as its rejection.
 */
export function concurrently<Result>(
  count: number,
  fn: (index: number) => Promise<Result>,
): Promise<PromiseSettledResult<Result>[]> {
  return Promise.allSettled(Array.from({ length: count }, async (_, index) => fn(index)))
}
