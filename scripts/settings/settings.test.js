import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readSettings } from './settings.js'

/** @type {string} */
let root

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'settings '))
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

test('without a .env and with an empty environment everything has its default', () => {
  expect(readSettings(root, {})).toEqual({
    root,
    dataFolder: join(root, '.data'),
    environment: {},
    host: '127.0.0.1',
    port: 3000,
    publicUrl: 'http://localhost:3000',
    emulatorPort: 4010,
    usesEmulator: true,
    redisUrl: undefined,
  })
})

test('the environment wins over .env, and a name set to nothing is not set', () => {
  writeFileSync(join(root, '.env'), 'PORT=3001\nEMULATOR_PORT=4011\nINTERCOM_CLIENT_ID=\n')
  expect(readSettings(root, { PORT: '3002', EMULATOR_PORT: '' })).toMatchObject({
    port: 3002,
    emulatorPort: 4010,
    usesEmulator: true,
    environment: { PORT: '3002' },
  })
})

test('PUBLIC_URL counts without a slash or path behind it', () => {
  expect(readSettings(root, { PUBLIC_URL: 'https://latchkey.example/' }).publicUrl).toBe(
    'https://latchkey.example',
  )
})

test('a client id and secret in .env switch to the real Intercom', () => {
  writeFileSync(join(root, '.env'), 'INTERCOM_CLIENT_ID=id\nINTERCOM_CLIENT_SECRET=secret\n')
  expect(readSettings(root, {}).usesEmulator).toBe(false)
})

/** @type {[environment: NodeJS.ProcessEnv, sentence: string][]} */
const refused = [
  [{ INTERCOM_CLIENT_ID: 'id' }, 'INTERCOM_CLIENT_ID is set and INTERCOM_CLIENT_SECRET is not'],
  [{ INTERCOM_CLIENT_SECRET: 'hidden' }, 'INTERCOM_CLIENT_SECRET is set and INTERCOM_CLIENT_ID is not'],
  [{ REDIS_URL: 'redis://localhost' }, 'REDIS_URL is set, so TOKEN_KEYS must be set too'],
  [{ PORT: '70000' }, 'PORT must be a port number'],
  [{ PORT: '3000x' }, 'PORT must be a port number'],
  [{ PUBLIC_URL: 'latchkey.example' }, 'PUBLIC_URL must be an address'],
  [{ PUBLIC_URL: 'localhost:3000' }, 'PUBLIC_URL must be an address'],
  [{ EMULATOR_PORT: '0' }, 'EMULATOR_PORT must be a port number'],
  [{ PORT: '4010' }, 'PORT and EMULATOR_PORT are both 4010'],
]

test.for(refused)('%o is refused with a sentence', ([environment, sentence]) => {
  expect(() => readSettings(root, environment)).toThrow(sentence)
})
