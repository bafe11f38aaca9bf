import { isAbsolute, join, resolve } from 'node:path'
import { PlainFailure } from '../console/plain-failure.js'
import { readEnvFile } from './env-file.js'

/**
 * @typedef {object} Settings
 * @property {string} root the repository
 * @property {string} dataFolder
 * @property {Record<string, string>} environment everything that was set, in the environment or in `.env`
 * @property {string} host where the API can be asked: where it listens, unless that stands for every address
 * @property {number} port
 * @property {string} publicUrl the origin that browsers use
 * @property {number} emulatorPort
 * @property {boolean} usesEmulator
 * @property {string | undefined} redisUrl undefined: our own Redis
 */

const loopbackHost = '127.0.0.1'

/**
 * Reads what the person has set: the environment first, then `.env`. A name set to nothing counts as not set, so
 * that `INTERCOM_CLIENT_ID=` in `.env` or in front of a command switches it off.
 *
 * @param {string} root
 * @param {NodeJS.ProcessEnv} processEnvironment
 * @returns {Settings}
 * @throws {PlainFailure}
 */
export function readSettings(root, processEnvironment) {
  const environment = onlySet({ ...readEnvFile(join(root, '.env')), ...processEnvironment })
  const port = portIn(environment, 'PORT', 3000)
  const emulatorPort = portIn(environment, 'EMULATOR_PORT', 4010)
  const usesEmulator = !hasIntercomClient(environment)
  if (usesEmulator && port === emulatorPort) {
    throw new PlainFailure(`PORT and EMULATOR_PORT are both ${port}: set one of them to another port.`)
  }
  const redisUrl = environment['REDIS_URL']
  if (redisUrl !== undefined && environment['TOKEN_KEYS'] === undefined) {
    throw new PlainFailure(
      'REDIS_URL is set, so TOKEN_KEYS must be set too: keys are generated only for the Redis that Latchkey runs itself.',
    )
  }
  return {
    root,
    dataFolder: folderIn(root, environment['DATA_DIR'] ?? '.data'),
    environment,
    host: addressOf(environment['HOST'] ?? loopbackHost),
    port,
    publicUrl: originOf(environment['PUBLIC_URL'] ?? `http://localhost:${port}`),
    emulatorPort,
    usesEmulator,
    redisUrl,
  }
}

/** @param {Record<string, string>} environment */
function hasIntercomClient(environment) {
  const [id, secret] = [environment['INTERCOM_CLIENT_ID'], environment['INTERCOM_CLIENT_SECRET']]
  if ((id === undefined) === (secret === undefined)) return id !== undefined
  const [set, unset] = id === undefined ? ['SECRET', 'ID'] : ['ID', 'SECRET']
  throw new PlainFailure(
    `INTERCOM_CLIENT_${set} is set and INTERCOM_CLIENT_${unset} is not: set both for the real Intercom, or neither for the emulator.`,
  )
}

/** @param {string} publicUrl */
function originOf(publicUrl) {
  try {
    const { origin, protocol } = new URL(publicUrl)
    if (/^https?:$/.test(protocol)) return origin
  } catch {
    // Told below.
  }
  throw new PlainFailure('PUBLIC_URL must be an address such as https://latchkey.example.com.')
}

/** @param {string} listening */
function addressOf(listening) {
  if (listening === '0.0.0.0') return loopbackHost
  return listening === '::' ? '::1' : listening
}

/**
 * @param {Record<string, string>} environment
 * @param {string} name
 * @param {number} otherwise
 */
function portIn(environment, name, otherwise) {
  const text = environment[name]
  if (text === undefined) return otherwise
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (port < 1 || port > 65_535) throw new PlainFailure(`${name} must be a port number from 1 to 65535.`)
  return port
}

/**
 * @param {string} root
 * @param {string} folder
 */
function folderIn(root, folder) {
  return isAbsolute(folder) ? folder : resolve(root, folder)
}

/** @param {NodeJS.ProcessEnv} environment */
function onlySet(environment) {
  /** @type {Record<string, string>} */
  const set = {}
  for (const [name, value] of Object.entries(environment))
    if (value !== undefined && value !== '') set[name] = value
  return set
}
