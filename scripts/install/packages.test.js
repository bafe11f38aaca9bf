import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { installPackages } from './packages.js'

/** @type {string} */
let root

beforeEach(() => {
  vi.spyOn(console, 'log').mockReturnValue()
  root = mkdtempSync(join(tmpdir(), 'install packages '))
  for (const folder of ['bin', 'apps/api', 'packages']) mkdirSync(join(root, folder), { recursive: true })
  writeFileSync(join(root, 'package.json'), '{ "packageManager": "pnpm@1.2.3" }')
  writeFileSync(join(root, 'apps/api/package.json'), '{}')
  writeFileSync(join(root, 'pnpm-lock.yaml'), '')
  writeFileSync(join(root, 'pnpm-workspace.yaml'), '')
})

afterEach(() => {
  vi.restoreAllMocks()
  rmSync(root, { recursive: true, force: true })
})

/** @param {string} script what npx does in place of fetching pnpm */
function withNpx(script) {
  writeFileSync(join(root, 'bin', 'npx'), `#!/bin/sh\necho "$@" >> '${root}/asked'\n${script}\n`, {
    mode: 0o755,
  })
}

const installs =
  'mkdir -p node_modules/.bin && for tool in node pnpm turbo; do : > node_modules/.bin/$tool; done'

const install = () =>
  installPackages({
    root,
    environment: { PATH: `${join(root, 'bin')}:${process.env['PATH'] ?? ''}` },
    stopSignal: new AbortController().signal,
    logFile: join(root, 'log'),
  })

const timesAsked = () =>
  existsSync(join(root, 'asked')) ? readFileSync(join(root, 'asked'), 'utf8').trim().split('\n') : []

test('the pinned pnpm is fetched once and installs the lockfile; with nothing changed nothing is run again', async () => {
  withNpx(installs)
  await install()
  await install()
  expect(timesAsked()).toEqual(['--yes pnpm@1.2.3 install --frozen-lockfile --reporter=append-only'])
})

test.for(['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'apps/api/package.json'])(
  'a changed %s is installed again',
  async (file) => {
    withNpx(installs)
    await install()
    appendFileSync(join(root, file), '\n')
    await install()
    expect(timesAsked()).toHaveLength(2)
  },
)

test('an installation that was cut short is done again', async () => {
  withNpx('exit 1')
  await expect(install()).rejects.toThrow('The packages could not be installed')
  withNpx(installs)
  await install()
  expect(timesAsked()).toHaveLength(2)
})

test('without a network there is one plain sentence', async () => {
  withNpx('echo "npm error code EAI_AGAIN" >&2; exit 1')
  await expect(install()).rejects.toThrow(
    /^The packages could not be downloaded because the npm registry cannot be reached: connect to the network and start again\.$/,
  )
})
