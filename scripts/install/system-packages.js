import process from 'node:process'
import { PlainFailure } from '../console/plain-failure.js'
import { step } from '../console/step.js'
import { runCommand } from '../processes/run-command.js'
import { findProgram } from './find-program.js'
import { withoutServiceStarts } from './service-policy.js'

/**
 * @typedef {object} SystemPackage
 * @property {string} what as a person is told: `Redis`
 * @property {string[]} apt Debian's package names
 * @property {string[]} brew `brew install` arguments
 * @property {string | undefined} [service] the service that Debian's package brings, which must not run or be enabled
 *
 * @typedef {object} InstallOptions
 * @property {NodeJS.ProcessEnv} environment
 * @property {AbortSignal} stopSignal
 * @property {string} logFile
 */

/**
 * Installs a system package with apt (as root) or brew. No service is started and none is left enabled.
 *
 * @param {SystemPackage} wanted
 * @param {InstallOptions} options
 * @throws {PlainFailure} what to do by hand where neither can be used, or what went wrong
 */
export async function installSystemPackage(wanted, options) {
  const path = options.environment['PATH'] ?? ''
  if (findProgram('apt-get', path) !== undefined) {
    if (process.getuid?.() !== 0) {
      throw new PlainFailure(
        `${wanted.what} is missing and only root may install it: run \`sudo apt-get install ${wanted.apt.join(' ')}\` and start again.`,
      )
    }
    await step(`Installing ${wanted.what} with apt`, (progress) =>
      installWithApt(wanted, { ...options, progress }),
    )
  } else if (findProgram('brew', path) !== undefined) {
    await step(`Installing ${wanted.what} with brew`, () => installWithBrew(wanted, options))
  } else {
    throw new PlainFailure(
      `${wanted.what} is missing and there is no apt or brew to install it: install it and start again.`,
    )
  }
}

/**
 * @param {SystemPackage} wanted
 * @param {InstallOptions & { progress: (detail: string) => void }} options
 */
async function installWithApt(wanted, { environment, stopSignal, logFile, progress }) {
  const aptEnvironment = {
    ...environment,
    // `su` keeps the PATH of a user who has no business in these folders; dpkg refuses to work without them.
    PATH: `${environment['PATH'] ?? ''}:/usr/local/sbin:/usr/sbin:/sbin`,
    DEBIAN_FRONTEND: 'noninteractive',
    LC_ALL: 'C',
  }
  const apt = (/** @type {string[]} */ ...commandArguments) =>
    runCommand('apt-get', ['-q', '-y', '-o', 'DPkg::Lock::Timeout=120', ...commandArguments], {
      env: aptEnvironment,
      stopSignal,
      logFile,
      onLine: (line) => {
        const [, detail] = /^((?:Unpacking|Setting up) \S+)/.exec(line) ?? []
        if (detail !== undefined) progress(detail)
      },
    })
  const install = () => apt('install', '--no-install-recommends', ...wanted.apt)
  await withoutServiceStarts(async () => {
    let result = await install()
    if (result.exitCode !== 0) {
      // An installation that was cut short must be ended first, and a machine that never asked for the package
      // lists, or long ago, installs only after asking.
      await runCommand('dpkg', ['--configure', '-a'], { env: aptEnvironment, stopSignal, logFile })
      progress('asking for the package lists')
      await apt('update')
      result = await install()
    }
    if (result.exitCode !== 0) throw aptFailure(wanted, result.lines, logFile)
  })
  if (wanted.service !== undefined) {
    // The package enables its service for the next boot. Both ways in which Debian notes that are undone; each is
    // there on every Debian, running systemd or not.
    await runCommand('/usr/bin/deb-systemd-helper', ['disable', `${wanted.service}.service`], {
      stopSignal,
      logFile,
    })
    await runCommand('/usr/sbin/update-rc.d', [wanted.service, 'disable'], { stopSignal, logFile })
  }
}

/**
 * @param {SystemPackage} wanted
 * @param {string[]} lines
 * @param {string} logFile
 */
function aptFailure(wanted, lines, logFile) {
  if (
    lines.some((line) =>
      /Could not resolve|Could not connect|Temporary failure|Network is unreachable/.test(line),
    )
  ) {
    return new PlainFailure(
      `${wanted.what} could not be downloaded because Debian's package server cannot be reached: connect to the network and start again.`,
    )
  }
  return new PlainFailure(`${wanted.what} could not be installed; what apt said is in ${logFile}.`)
}

/**
 * @param {SystemPackage} wanted
 * @param {InstallOptions} options
 */
async function installWithBrew(wanted, { environment, stopSignal, logFile }) {
  const result = await runCommand('brew', ['install', ...wanted.brew], {
    env: environment,
    stopSignal,
    logFile,
  })
  if (result.exitCode !== 0) {
    throw new PlainFailure(`${wanted.what} could not be installed; what brew said is in ${logFile}.`)
  }
}
