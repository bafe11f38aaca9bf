import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freePort, portProblem } from './settings/ports.js'
import { runNpmScript } from './testing/run-npm-script.js'

const limitMs = 120_000

/** @type {string} */
let folder
/** @type {{ DATA_DIR: string, PORT: string, EMULATOR_PORT: string, WEB_PORT: string }} */
let settings
/** @type {ReturnType<typeof runNpmScript> | undefined} */
let run

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dev, with spaces '))
  settings = {
    DATA_DIR: join(folder, '.data'),
    PORT: String(await freePort()),
    EMULATOR_PORT: String(await freePort()),
    WEB_PORT: String(await freePort()),
  }
})

afterEach(async () => {
  run?.child.kill('SIGTERM')
  await run?.exited
  rmSync(folder, { recursive: true, force: true })
}, limitMs)

const portProblems = () =>
  Promise.all(
    [settings.PORT, settings.EMULATOR_PORT, settings.WEB_PORT].map((port) =>
      portProblem(Number(port), '127.0.0.1'),
    ),
  )

/** @param {string} origin what a browser on a page of that origin sends */
const connectFrom = (origin) =>
  fetch(`${origin}/api/intercom/connect`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin, 'sec-fetch-site': 'same-origin' },
    body: '{}',
  })

test(
  'pnpm dev is the web app and the API behind one origin, and Ctrl-C ends it all',
  { timeout: limitMs },
  async () => {
    run = runNpmScript('dev', settings)
    const origin = `http://localhost:${settings.WEB_PORT}`
    expect(await run.ready).toBe(`Latchkey is ready, with reload: ${origin}`)
    expect(await (await fetch(`${origin}/api/session`)).json()).toEqual({ status: 'anonymous' })
    /** @type {{ authorizeUrl: string }} */
    const { authorizeUrl } = JSON.parse(await (await connectFrom(origin)).text())
    expect(new URL(authorizeUrl).origin).toBe(`http://127.0.0.1:${settings.EMULATOR_PORT}`)
    // The emulator knows this address, so its consent page is shown and no error.
    expect((await fetch(authorizeUrl)).status).toBe(200)

    run.child.kill('SIGINT')
    expect(await run.exited).toBe(0)
    expect(await portProblems()).toEqual([undefined, undefined, undefined])
  },
)

test(
  'pnpm dev:api is the API with the page that describes it, and no web app',
  { timeout: limitMs },
  async () => {
    run = runNpmScript('dev:api', settings)
    const origin = `http://localhost:${settings.PORT}`
    expect(await run.ready).toBe(`Latchkey is ready, with reload: ${origin}/docs`)
    expect((await fetch(`${origin}/docs`)).status).toBe(200)
    expect(await portProblem(Number(settings.WEB_PORT), '127.0.0.1')).toBeUndefined()

    run.child.kill('SIGINT')
    expect(await run.exited).toBe(0)
    expect(await portProblems()).toEqual([undefined, undefined, undefined])
  },
)
