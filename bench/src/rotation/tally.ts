/** What was done of one kind, and how often it failed. */
export interface Tally {
  done: number
  failed: number
}

/** Does something again and again until the signal, and counts; a failure ends nothing. */
export async function tallyUntil(
  signal: AbortSignal,
  tally: Tally,
  work: () => Promise<boolean>,
): Promise<void> {
  while (!signal.aborted) {
    const isWell = await work().catch(() => false)
    tally.done += 1
    if (!isWell) tally.failed += 1
  }
}
