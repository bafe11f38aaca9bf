import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import process from 'node:process'

/**
 * What tells one process from every other one that ever has the same id.
 *
 * @typedef {object} ProcessIdentity
 * @property {number} pid
 * @property {string} startedAt compared for equality only: its form differs between systems
 * @property {string} command the command line, arguments separated by spaces
 */

/**
 * Reads a process's identity.
 *
 * @param {number} pid
 * @returns {ProcessIdentity | undefined} undefined when no such process runs; one that ended and only waits to be
 *   reaped by its parent does not run
 */
export function identityOf(pid) {
  return process.platform === 'linux' ? identityFromProc(pid) : identityFromPs(pid)
}

/**
 * Ids are given out again, so a process is only taken for the recorded one when it started at the same moment and
 * its command line still shows the marker.
 *
 * @param {{ pid: number, startedAt: string, marker: string }} recorded
 */
export function isStillRunning(recorded) {
  const identity = identityOf(recorded.pid)
  return identity?.startedAt === recorded.startedAt && identity.command.includes(recorded.marker)
}

/**
 * @param {number} pid
 * @returns {ProcessIdentity | undefined}
 */
function identityFromProc(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the program's name in parentheses and may hold anything, so fields are counted after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state, startTicks] = [fields[0], fields[19]]
    if (state === 'Z' || state === 'X' || startTicks === undefined) return undefined
    // Ticks count from boot: without the boot's own id a process of before a reboot could look the same.
    const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
    return { pid, startedAt: `${bootId}:${startTicks}`, command }
  } catch {
    return undefined
  }
}

/**
 * @param {number} pid
 * @returns {ProcessIdentity | undefined}
 */
function identityFromPs(pid) {
  const ask = (/** @type {string} */ column) =>
    spawnSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? ''
  const [state, startedAt, command] = [ask('state'), ask('lstart'), ask('command')]
  return state === '' || state.startsWith('Z') ? undefined : { pid, startedAt, command }
}
