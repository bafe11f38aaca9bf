import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { PlainFailure } from '../console/plain-failure.js'
import { step } from '../console/step.js'
import { runCommand } from '../processes/run-command.js'
import { toolEnvironment } from '../processes/tool-environment.js'

/**
 * Installs the repository's packages exactly as the lockfile has them, unless that is done already.
 *
 * What was installed is noted as a hash in `node_modules`, so a start with nothing to do reads a few files and asks no
 * network. The first time npm fetches the pinned pnpm; later the installed one does the work.
 *
 * @param {object} options
 * @param {string} options.root
 * @param {NodeJS.ProcessEnv} options.environment
 * @param {AbortSignal} options.stopSignal
 * @param {string} options.logFile
 * @throws {PlainFailure}
 */
export async function installPackages({ root, environment, stopSignal, logFile }) {
  const stampPath = join(root, 'node_modules', '.latchkey-installed')
  const stamp = stampOf(root)
  const hasTools = ['node', 'pnpm', 'turbo'].every((tool) =>
    existsSync(join(root, 'node_modules', '.bin', tool)),
  )
  if (hasTools && existsSync(stampPath) && readFileSync(stampPath, 'utf8') === stamp) return

  await step('Installing packages', async (progress) => {
    const [command, ...first] = pnpmCommand(root)
    const result = await runCommand(
      command,
      [...first, 'install', '--frozen-lockfile', '--reporter=append-only'],
      {
        cwd: root,
        env: {
          ...toolEnvironment(root, environment),
          // Without a network npm would try for minutes before it says so.
          npm_config_fetch_retries: '1',
          npm_config_update_notifier: 'false',
          CI: 'true',
        },
        stopSignal,
        logFile,
        onLine: (line) => {
          const [, detail] = /Progress: (.*)/.exec(line) ?? []
          if (detail !== undefined) progress(detail)
        },
      },
    )
    if (result.exitCode !== 0) throw installFailure(result.lines, logFile)
  })
  writeFileSync(stampPath, stamp)
}

/**
 * The installed pnpm when it is the pinned one; else npm fetches that.
 *
 * @param {string} root
 * @returns {[string, ...string[]]}
 */
function pnpmCommand(root) {
  const pinned = String(readJson(join(root, 'package.json'))['packageManager'])
  const installed = join(root, 'node_modules', 'pnpm', 'package.json')
  if (existsSync(installed) && `pnpm@${String(readJson(installed)['version'])}` === pinned) {
    return [join(root, 'node_modules', '.bin', 'pnpm')]
  }
  return ['npx', '--yes', pinned]
}

/**
 * @param {string} root
 * @returns {string} changes when what must be installed changes, or when the machine's kind does
 */
function stampOf(root) {
  const manifests = ['apps', 'packages'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => join(folder, name, 'package.json')),
  )
  const files = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests.sort()]
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`)
  for (const file of files) {
    const path = join(root, file)
    hash.update(`\n${file}\n`).update(existsSync(path) ? readFileSync(path) : '')
  }
  return hash.digest('hex')
}

/**
 * @param {string[]} lines
 * @param {string} logFile
 */
function installFailure(lines, logFile) {
  const said = lines.join('\n')
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|META_FETCH_FAIL|network/i.test(
      said,
    )
  ) {
    return new PlainFailure(
      'The packages could not be downloaded because the npm registry cannot be reached: connect to the network and start again.',
    )
  }
  if (/ERR_PNPM_OUTDATED_LOCKFILE/.test(said)) {
    return new PlainFailure(
      'pnpm-lock.yaml does not fit the package.json files: run `pnpm install` and commit the lockfile.',
    )
  }
  return new PlainFailure(`The packages could not be installed; what pnpm said is in ${logFile}.`)
}

/**
 * @param {string} path
 * @returns {Record<string, unknown>}
 */
function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'))
}
