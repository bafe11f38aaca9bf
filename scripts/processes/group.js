import process from 'node:process'

/**
 * Sends a signal to every process of a group that we lead. A group that is gone already is no error.
 *
 * @param {number} leaderPid a child that was started with `detached: true`, so its id is its group's id too
 * @param {NodeJS.Signals} signal
 */
export function signalGroup(leaderPid, signal) {
  try {
    process.kill(-leaderPid, signal)
  } catch (error) {
    if (!isGone(error)) throw error
  }
}

/**
 * Asks a group to end, waits for its leader, and kills what has not ended after `graceMs`.
 *
 * @param {number} leaderPid
 * @param {{ exited: Promise<unknown>, graceMs: number }} options `exited` settles when the leader has ended
 */
export async function endGroup(leaderPid, { exited, graceMs }) {
  signalGroup(leaderPid, 'SIGTERM')
  const timer = setTimeout(() => signalGroup(leaderPid, 'SIGKILL'), graceMs)
  await exited
  clearTimeout(timer)
  // The leader may have left processes of its own behind; the group's id stays theirs as long as one lives.
  signalGroup(leaderPid, 'SIGKILL')
}

/** @param {unknown} error */
function isGone(error) {
  // macOS answers EPERM for a group of which only unreaped processes are left.
  return error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM')
}
