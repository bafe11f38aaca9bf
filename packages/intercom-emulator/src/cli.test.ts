import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { readCliOptions } from './read-cli-options.ts'
import { startEmulator } from './start-emulator.ts'

const cli = fileURLToPath(new URL('./cli.ts', import.meta.url))

function run(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [cli, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  return child
}

async function runToEnd(args: readonly string[], env?: Record<string, string>) {
  const child = run(args, env)
  let text = ''
  child.stderr.on('data', (chunk: Buffer) => {
    text += chunk.toString()
  })
  const [exitCode] = await once(child, 'close')
  return { exitCode: exitCode as unknown, text }
}

test.for(['SIGTERM', 'SIGINT'] as const)('says when it is ready and ends cleanly on %s', async (signal) => {
  const child = run(['--port', '0'], {
    EMULATOR_REDIRECT_URIS: 'https://a.example/cb, http://localhost:1/cb',
  })
  const lines: string[] = []
  const output = createInterface(child.stdout)
  output.on('line', (line) => lines.push(line))
  await once(output, 'line')
  expect(lines[0]).toMatch(/^Intercom emulator is ready: http:\/\/127\.0\.0\.1:\d+$/)
  const state = await fetch(`${lines[0]?.split(': ')[1]}/_emulator/state`)
  expect(await state.json()).toMatchObject({
    apps: [
      {
        redirectUris: [
          'http://localhost:3000/api/intercom/callback',
          'https://a.example/cb',
          'http://localhost:1/cb',
        ],
      },
      {},
      {},
    ],
  })
  child.kill(signal)
  expect(await once(child, 'close')).toEqual([0, null])
  expect(lines).toHaveLength(1)
})

test('gives up with one sentence where the port is taken', async () => {
  const emulator = await startEmulator()
  expect(await runToEnd(['--port', String(emulator.port)])).toEqual({
    exitCode: 1,
    text: `Port ${emulator.port} is already in use: stop what runs there, or choose another with --port.\n`,
  })
})

test.for([
  [['--port', 'x'], {}, 'The port "x" is not a number from 0 to 65535.\n'],
  [
    ['--size', 'harbour1:admins=1'],
    {},
    'The size "harbour1:admins=1" is not like harbour1:contacts=1000; contacts, companies and conversations have one.\n',
  ],
  [
    ['--size', 'nowhere:contacts=1'],
    {},
    'There is no workspace "nowhere" to size: harbour1, linden02, wattle03.\n',
  ],
  [['--app-per-minute', '0'], {}, 'A rate limit is a whole number from 1.\n'],
  [['--workspace-per-minute', 'many'], {}, 'A rate limit is a whole number from 1.\n'],
  [
    ['--nothing'],
    {},
    'Use --port <number>, --host <address>, --state <file>, --size <workspace>:<what>=<count>, ' +
      '--app-per-minute <calls> and --workspace-per-minute <calls> only.\n',
  ],
  [
    [],
    { EMULATOR_REDIRECT_URIS: 'http://evil.example/' },
    'EMULATOR_REDIRECT_URIS: The redirect URI "http://evil.example/" must use https, or http on this computer.\n',
  ],
  [
    [],
    { EMULATOR_HEALTH_URL: 'http://evil.example/' },
    'EMULATOR_HEALTH_URL: The notice address "http://evil.example/" must use https, or http on this computer.\n',
  ],
  [
    [],
    { EMULATOR_WEBHOOK_TOPICS: 'ping, app.uninstalled' },
    'EMULATOR_WEBHOOK_TOPICS: Not a topic of Intercom’s families.\n',
  ],
] as const)('gives up with one sentence on %j %j', async ([args, env, text]) => {
  expect(await runToEnd(args, env)).toEqual({ exitCode: 1, text })
})

test('takes the rate limits that it is told', () => {
  const args = ['--app-per-minute', '60', '--workspace-per-minute', '120']
  expect(readCliOptions(args, {})).toMatchObject({
    ok: true,
    options: { rateLimits: { appPerMinute: 60, workspacePerMinute: 120 } },
  })
})
