import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { prepareDataFolder, tokenKeysOf } from './data-folder.js'

/** @type {string} */
let dataFolder

beforeEach(() => {
  dataFolder = join(mkdtempSync(join(tmpdir(), 'data ')), '.data')
  prepareDataFolder(dataFolder)
})

afterEach(() => rmSync(join(dataFolder, '..'), { recursive: true, force: true }))

const modeOf = (/** @type {string} */ path) => statSync(path).mode & 0o777

test('only its owner can read the data folder and the generated keys', () => {
  tokenKeysOf(dataFolder)
  expect([modeOf(dataFolder), modeOf(join(dataFolder, 'secrets.json'))]).toEqual([0o700, 0o600])
})

test('the keys are 32 random bytes, and the same at the next start', () => {
  const keys = tokenKeysOf(dataFolder)
  const [id, key] = keys.split(':')
  expect([id, Buffer.from(String(key), 'base64url').length]).toEqual(['local', 32])
  prepareDataFolder(dataFolder)
  expect(tokenKeysOf(dataFolder)).toBe(keys)
})

test('two installations have different keys', () => {
  const first = tokenKeysOf(dataFolder)
  rmSync(join(dataFolder, 'secrets.json'))
  expect(tokenKeysOf(dataFolder)).not.toBe(first)
})

test.for(['', '{"tokenKeys":"hidden', '{"tokenKeys":7}'])(
  'a damaged secrets file (%o) is never replaced',
  (text) => {
    const path = join(dataFolder, 'secrets.json')
    writeFileSync(path, text)
    expect(() => tokenKeysOf(dataFolder)).toThrow(`${path} cannot be read`)
    expect(readFileSync(path, 'utf8')).toBe(text)
  },
)
