import { delimiter, join } from 'node:path'

/**
 * The environment in which every program of this repository runs: the pinned Node and the installed tools come first,
 * and no tool calls home.
 *
 * @param {string} root
 * @param {NodeJS.ProcessEnv} environment
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnvironment(root, environment) {
  return {
    ...environment,
    PATH: [join(root, 'node_modules', '.bin'), environment['PATH'] ?? ''].join(delimiter),
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
    DO_NOT_TRACK: '1',
  }
}

/**
 * What a program needs that must not see the API's secrets.
 *
 * @param {NodeJS.ProcessEnv} environment
 * @param {RegExp} [alsoNamed] further variables, by name
 * @returns {NodeJS.ProcessEnv}
 */
export function environmentWithoutSecrets(environment, alsoNamed) {
  const names = /^(PATH|HOME|TMPDIR|TZ|LANG|LC_.*)$/
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => names.test(name) || alsoNamed?.test(name) === true),
  )
}
