import { appendFileSync, cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { PlainFailure } from '../console/plain-failure.js'
import { findProgram } from '../install/find-program.js'
import { installSystemPackage } from '../install/system-packages.js'
import { runCommand } from '../processes/run-command.js'

const release = 'bookworm'

/**
 * Makes a bare Debian 12 in a folder, from the package servers that this machine itself is set to use, and lets it
 * use the same ones: their addresses, keys, proxy and certificates.
 *
 * @param {string} folder does not exist yet
 * @param {import('../install/system-packages.js').InstallOptions} options
 * @throws {PlainFailure}
 */
export async function makeBareDebian(folder, options) {
  const path = process.env['PATH'] ?? ''
  if (findProgram('apt-get', path) === undefined || process.getuid?.() !== 0) {
    throw new PlainFailure('This needs a Debian machine and its root user.')
  }
  if (findProgram('debootstrap', `${path}:/usr/sbin`) === undefined) {
    await installSystemPackage({ what: 'debootstrap', apt: ['debootstrap'], brew: [] }, options)
  }
  const sources = await configuredSources(options.stopSignal)
  const main = sources.find((source) => source.release === release) ?? sources[0]
  if (main === undefined)
    throw new PlainFailure('apt on this machine has no package source to make a Debian from.')
  const { exitCode } = await runCommand(
    'debootstrap',
    ['--variant=minbase', release, folder, main.uri],
    options,
  )
  if (exitCode !== 0) throw new PlainFailure(`debootstrap failed; what it said is in ${options.logFile}.`)

  for (const configuration of [
    '/etc/apt/apt.conf.d',
    '/etc/apt/auth.conf.d',
    '/etc/apt/keyrings',
    '/etc/apt/trusted.gpg.d',
    '/usr/share/keyrings',
    '/usr/local/share/ca-certificates',
    '/etc/ssl/certs/ca-certificates.crt',
    '/etc/resolv.conf',
    '/etc/hosts',
  ]) {
    if (!existsSync(configuration)) continue
    mkdirSync(join(folder, configuration, '..'), { recursive: true })
    cpSync(configuration, join(folder, configuration), { recursive: true, dereference: true })
  }
  writeSources(
    folder,
    sources.some((source) => source.release === release) ? sources : [{ ...main, release }],
  )
}

/**
 * @param {AbortSignal} stopSignal
 * @returns {Promise<{ uri: string, release: string }[]>}
 */
async function configuredSources(stopSignal) {
  const format = '$(COMPONENT) $(RELEASE) $(REPO_URI)'
  const { lines } = await runCommand(
    'apt-get',
    ['indextargets', '--format', format, 'Created-By: Packages'],
    { stopSignal },
  )
  return [...new Set(lines)]
    .map((line) => line.split(' '))
    .flatMap(([component, name, uri]) =>
      component === 'main' && name !== undefined && uri !== undefined ? [{ uri, release: name }] : [],
    )
}

/**
 * @param {string} folder
 * @param {{ uri: string, release: string }[]} sources
 */
function writeSources(folder, sources) {
  const path = join(folder, 'etc', 'apt', 'sources.list')
  writeFileSync(path, '')
  for (const source of sources) {
    if (source.release.startsWith(release)) appendFileSync(path, `deb ${source.uri} ${source.release} main\n`)
  }
}
