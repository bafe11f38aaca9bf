import { spawn } from 'node:child_process'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { signalGroup } from '../processes/group.js'

/** What reaches the network on machines that need help with it; nothing else of this machine is passed on. */
const networkVariables = /^((https?|no)_proxy|NODE_EXTRA_CA_CERTS)$/i

/**
 * Runs a shell script in a folder that holds a system, with mounts and processes of its own: whatever happens inside,
 * nothing is left mounted or running when the script has ended or this process has died. The network is this
 * machine's, so a port opened inside can be asked from outside.
 *
 * @param {string} root
 * @param {string} script for `sh`
 * @param {{ onLine: (line: string) => void, stopSignal: AbortSignal }} options
 * @returns {{ exited: Promise<number>, interrupt(): void }} `interrupt` does what Ctrl-C in a terminal does
 */
export function runInside(root, script, { onLine, stopSignal }) {
  const passedOn = Object.entries(process.env).filter(([name]) => networkVariables.test(name))
  const environment = {
    ...Object.fromEntries(passedOn),
    HOME: '/root',
    LANG: 'C.UTF-8',
    // The transcript should not change whenever npm does.
    npm_config_update_notifier: 'false',
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  }
  const mountAndRun =
    'mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && mount --rbind /sys "$0/sys" && exec chroot "$0" sh -c "$1"'
  const child = spawn(
    'unshare',
    ['--mount', '--pid', '--fork', '--kill-child=SIGKILL', 'sh', '-c', mountAndRun, root, script],
    { env: environment, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', onLine)
  const end = () => {
    if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL')
  }
  stopSignal.addEventListener('abort', end, { once: true })
  const exited = new Promise((/** @type {(code: number) => void} */ resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      stopSignal.removeEventListener('abort', end)
      resolve(code ?? 1)
    })
  })
  return {
    exited,
    interrupt() {
      if (child.pid !== undefined) signalGroup(child.pid, 'SIGINT')
    },
  }
}
