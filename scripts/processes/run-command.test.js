import process from 'node:process'
import { expect, test } from 'vitest'
import { Interrupted } from '../console/plain-failure.js'
import { identityOf } from './process-identity.js'
import { runCommand } from './run-command.js'

const runNode = (/** @type {string} */ code) => runCommand(process.execPath, ['-e', code])

test('gives the exit code and what was printed on both streams', async () => {
  const result = await runNode("console.log('out'); console.error('err'); process.exitCode = 4")
  expect(result.exitCode).toBe(4)
  expect(new Set(result.lines)).toEqual(new Set(['out', 'err']))
})

test('gives 127 for a program that is not there', async () => {
  expect(await runCommand('/no/such/program', [])).toMatchObject({ exitCode: 127 })
})

test('when asked to stop, the command and its own children are ended before it is told', async () => {
  const stop = new AbortController()
  /** @type {number[]} */
  const pids = []
  const running = runCommand('sh', ['-c', 'sleep 600 & echo $!; echo $$; wait'], {
    stopSignal: stop.signal,
    onLine: (line) => {
      if (pids.push(Number(line)) === 2) stop.abort()
    },
  })
  await expect(running).rejects.toThrow(Interrupted)
  expect(pids.map(identityOf)).toEqual([undefined, undefined])
})
