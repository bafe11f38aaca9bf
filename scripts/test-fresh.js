import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { Interrupted, PlainFailure } from './console/plain-failure.js'
import { runMain } from './console/run-main.js'
import { step } from './console/step.js'
import { makeBareDebian } from './fresh/bare-debian.js'
import { runInside } from './fresh/chroot.js'
import { copyNodeAndNpm } from './fresh/copy-node.js'
import { createTranscript } from './fresh/transcript.js'
import { runCommand } from './processes/run-command.js'
import { requireFreePort } from './settings/ports.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const project = '/root/a folder with spaces/latchkey'
const readyLine = 'Latchkey is ready: http://localhost:3000'
const readyLimitMs = 900_000

/**
 * The shell is the first process in there and outlives Ctrl-C, so it can count what npm start left running: when that
 * is nothing, /proc lists the shell alone.
 */
const startScript = `
  trap : INT
  cd '${project}' && npm start
  code=$?
  set -- /proc/[0-9]*
  echo "(exit code $code; processes left running: $(($# - 1)))"
  [ $# -eq 1 ] && exit $code
  exit 99
`

// Makes a bare Debian 12 with Node and npm and nothing else, puts the last commit into it, and does what a new
// person would do. What was typed and what came back is kept in docs/test-fresh.txt.
await runMain(async (stopSignal) => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-fresh-'))
  const transcript = createTranscript()
  try {
    await requireFreePort(3000, { variable: 'nothing, but stop what listens there', host: '127.0.0.1' })
    const debian = join(folder, 'debian')
    const installing = { environment: process.env, stopSignal, logFile: join(folder, 'install.log') }
    await step('Making a bare Debian 12', () => makeBareDebian(debian, installing))
    const nodeVersion = await copyNodeAndNpm(debian, stopSignal)
    const commit = await unpackHead(debian, stopSignal)
    transcript.add(
      `A bare Debian 12 (debootstrap, minbase) with Node ${nodeVersion} and npm; git archive of ${commit}.`,
    )
    await startAndAsk(debian, { transcript, stopSignal })
    const passed = await runTests(debian, { transcript, stopSignal })
    if (stopSignal.aborted) throw new Interrupted()
    if (!passed) return 1
    writeFileSync(join(root, 'docs', 'test-fresh.txt'), transcript.text())
    return 0
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

/**
 * @param {string} debian
 * @param {AbortSignal} stopSignal
 * @returns {Promise<string>} the commit's short hash
 */
async function unpackHead(debian, stopSignal) {
  const target = join(debian, project)
  mkdirSync(target, { recursive: true })
  const unpack = 'git -C "$0" archive HEAD | tar -x -C "$1"'
  const { exitCode } = await runCommand('sh', ['-c', unpack, root, target], { stopSignal })
  if (exitCode !== 0)
    throw new PlainFailure('`git archive HEAD` failed: this must run in a clone with a commit.')
  const { lines } = await runCommand('git', ['-C', root, 'rev-parse', '--short', 'HEAD'], { stopSignal })
  return lines[0] ?? ''
}

/**
 * @typedef {{ transcript: ReturnType<typeof createTranscript>, stopSignal: AbortSignal }} Watching
 *
 * @param {string} debian
 * @param {Watching} watching
 */
async function startAndAsk(debian, { transcript, stopSignal }) {
  transcript.command(`cd '${project}' && npm start`)
  /** @type {() => void} */
  let ready = () => undefined
  const becameReady = new Promise(
    (/** @type {(value: true) => void} */ resolve) => (ready = () => resolve(true)),
  )
  const started = runInside(debian, startScript, {
    stopSignal,
    onLine: (line) => {
      transcript.add(line)
      if (line === readyLine) ready()
    },
  })
  const timer = setTimeout(() => started.interrupt(), readyLimitMs)
  const isReady = await Promise.race([becameReady, started.exited.then(() => false)])
  clearTimeout(timer)
  if (!isReady) throw new PlainFailure('npm start did not become ready on a bare Debian.')

  const answer = await runCommand('curl', ['-s', 'localhost:3000/api/session'], { stopSignal })
  transcript.command('curl -s localhost:3000/api/session')
  for (const line of answer.lines) transcript.add(line)
  transcript.add('^C')
  started.interrupt()
  const exitCode = await started.exited
  if (answer.lines.join('') !== '{"status":"anonymous"}')
    throw new PlainFailure('The session route did not answer as it should.')
  if (exitCode !== 0) throw new PlainFailure('npm start did not end as it should after Ctrl-C.')
}

/**
 * @param {string} debian
 * @param {Watching} watching
 * @returns {Promise<boolean>}
 */
async function runTests(debian, { transcript, stopSignal }) {
  transcript.command('npm test')
  const script = `cd '${project}' && CI=true npm test`
  const exitCode = await runInside(debian, script, { stopSignal, onLine: (line) => transcript.add(line) })
    .exited
  return exitCode === 0
}
