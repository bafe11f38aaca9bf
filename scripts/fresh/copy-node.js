import { copyFileSync, cpSync, existsSync, mkdirSync, realpathSync, symlinkSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import process from 'node:process'
import { PlainFailure } from '../console/plain-failure.js'
import { findProgram } from '../install/find-program.js'
import { runCommand } from '../processes/run-command.js'

/**
 * Copies this machine's own Node and npm (not the pinned Node of the repository) into a bare Debian, with npm's
 * settings, so that it reaches the registry that this machine reaches.
 *
 * @param {string} folder the Debian's root
 * @param {AbortSignal} stopSignal
 * @returns {Promise<string>} the version, `v20.1.2`
 * @throws {PlainFailure}
 */
export async function copyNodeAndNpm(folder, stopSignal) {
  const ownPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((part) => !part.includes('node_modules'))
    .join(delimiter)
  const [node, npm] = [findProgram('node', ownPath), findProgram('npm', ownPath)]
  if (node === undefined || npm === undefined)
    throw new PlainFailure('Node and npm are not on the PATH of this machine.')

  copyFileSync(realpathSync(node), join(folder, 'usr', 'bin', 'node'))
  const npmPackage = dirname(dirname(realpathSync(npm)))
  cpSync(npmPackage, join(folder, 'usr', 'lib', 'node_modules', 'npm'), {
    recursive: true,
    verbatimSymlinks: true,
  })
  for (const name of ['npm', 'npx']) {
    symlinkSync(`../lib/node_modules/npm/bin/${name}-cli.js`, join(folder, 'usr', 'bin', name))
  }
  const ask = async (/** @type {string} */ program, /** @type {string[]} */ ...question) =>
    (
      await runCommand(program, question, { env: { ...process.env, PATH: ownPath }, stopSignal })
    ).lines[0]?.trim() ?? ''
  await copySettings(folder, {
    user: await ask(npm, 'config', 'get', 'userconfig'),
    global: await ask(npm, 'config', 'get', 'globalconfig'),
  })
  return ask(node, '--version')
}

/**
 * @param {string} folder
 * @param {{ user: string, global: string }} files
 */
async function copySettings(folder, files) {
  for (const [from, to] of [
    [files.user, 'root/.npmrc'],
    [files.global, 'usr/etc/npmrc'],
  ]) {
    if (from === undefined || to === undefined || !existsSync(from)) continue
    mkdirSync(dirname(join(folder, to)), { recursive: true })
    copyFileSync(from, join(folder, to))
  }
}
