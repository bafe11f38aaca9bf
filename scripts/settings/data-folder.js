import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PlainFailure } from '../console/plain-failure.js'

/**
 * Makes the folder in which everything of this installation lives, for its owner's eyes only.
 *
 * @param {string} dataFolder
 */
export function prepareDataFolder(dataFolder) {
  for (const folder of [dataFolder, join(dataFolder, 'logs'), join(dataFolder, 'redis')]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    chmodSync(folder, 0o700)
  }
}

/**
 * The keys that encrypt the tokens in our own Redis: generated at the first start, the same at every later one.
 * They are returned to be handed to the API and are never printed.
 *
 * @param {string} dataFolder
 * @returns {string} the value of TOKEN_KEYS
 * @throws {PlainFailure} when the file is there but holds no keys: new ones would make every stored token unreadable
 */
export function tokenKeysOf(dataFolder) {
  const path = join(dataFolder, 'secrets.json')
  if (existsSync(path)) return readTokenKeys(path)
  const tokenKeys = `local:${randomBytes(32).toString('base64url')}`
  // Written aside first: a start killed in the middle must not leave half a key.
  writeFileSync(`${path}.new`, `${JSON.stringify({ tokenKeys }, undefined, 2)}\n`, { mode: 0o600 })
  renameSync(`${path}.new`, path)
  return tokenKeys
}

/** @param {string} path */
function readTokenKeys(path) {
  try {
    const { tokenKeys } = JSON.parse(readFileSync(path, 'utf8'))
    if (typeof tokenKeys === 'string' && tokenKeys !== '') return tokenKeys
  } catch {
    // Told below, without the file's content.
  }
  throw new PlainFailure(
    `${path} cannot be read as JSON with "tokenKeys": restore it, or delete the folder it is in to start empty.`,
  )
}
