import { PlainFailure } from '../console/plain-failure.js'
import { runCommand } from '../processes/run-command.js'
import { findProgram } from './find-program.js'
import { installSystemPackage } from './system-packages.js'

const oldestVersion = '7.0'

/**
 * Finds a Redis server of at least version 7.0, and installs one when there is none.
 *
 * @param {import('./system-packages.js').InstallOptions} options
 * @returns {Promise<string>} the program's path
 * @throws {PlainFailure} when the one found is too old: replacing what somebody else installed is not ours to do
 */
export async function requireRedisServer(options) {
  const find = () => findProgram('redis-server', options.environment['PATH'] ?? '')
  if (find() === undefined) {
    await installSystemPackage(
      { what: 'Redis', apt: ['redis-server'], brew: ['redis'], service: 'redis-server' },
      options,
    )
  }
  const program = find()
  if (program === undefined) {
    throw new PlainFailure(
      'Redis was installed but redis-server is not on the PATH: add its folder and start again.',
    )
  }
  const { lines } = await runCommand(program, ['--version'], { stopSignal: options.stopSignal })
  const [, found] = /\bv=(\d+(?:\.\d+)*)/.exec(lines.join('\n')) ?? []
  if (found === undefined)
    throw new PlainFailure(
      `${program} does not say which version it is: install Redis ${oldestVersion} or newer.`,
    )
  if (isOlder(found, oldestVersion)) {
    throw new PlainFailure(
      `Redis ${found} (${program}) is too old: Latchkey needs Redis ${oldestVersion} or newer.`,
    )
  }
  return program
}

/**
 * @param {string} version
 * @param {string} than
 */
function isOlder(version, than) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [majorNeeded = 0, minorNeeded = 0] = than.split('.').map(Number)
  return major < majorNeeded || (major === majorNeeded && minor < minorNeeded)
}
