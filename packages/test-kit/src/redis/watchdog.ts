import { spawn } from 'node:child_process'
import { Socket } from 'node:net'

/** Watches over one child process on behalf of this one. */
export type Watchdog = {
  /** Ends the watch; the child has ended already. */
  dismiss(): void
}

// The shell waits on a pipe whose other end only the test process holds. The system closes that end however the
// test process goes: a clean exit, a crash, SIGKILL by a test runner's time limit, or the end of a worker thread.
// An exit handler would see only the first of these.
const waitThenKill = `
trap '' HUP INT TERM
read -r _
kill -9 "$0" 2>/dev/null
if [ -n "$1" ]; then rm -rf -- "$1"; fi
`

/**
 * Makes sure that process `pid` never outlives this process or worker thread, whichever way it ends.
 *
 * `removeDir` is deleted then too. The watch itself keeps nothing alive.
 */
export function watchOver(pid: number, removeDir: string | undefined): Watchdog {
  const shell = spawn('/bin/sh', ['-c', waitThenKill, String(pid), removeDir ?? ''], {
    // Its own process group, so that Ctrl-C in a terminal does not end the guard before its work is done.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  shell.unref()
  if (shell.stdin instanceof Socket) shell.stdin.unref()
  shell.stdin.on('error', () => undefined)
  return { dismiss: () => void shell.kill('SIGKILL') }
}
