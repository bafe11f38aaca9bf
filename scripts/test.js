import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { PlainFailure } from './console/plain-failure.js'
import { runMain } from './console/run-main.js'
import { step } from './console/step.js'
import { buildAll } from './install/build.js'
import { requireChromium } from './install/chromium.js'
import { installPackages } from './install/packages.js'
import { requireRedisServer } from './install/redis-server.js'
import { runCommand } from './processes/run-command.js'
import { toolEnvironment } from './processes/tool-environment.js'
import { addCounts, closingLine, crashed, withExitCode } from './results/counts.js'
import { readPlaywrightResults, readTurboResults, readVitestResults } from './results/read-results.js'

/** @typedef {import('./results/counts.js').Counts} Counts */

const root = fileURLToPath(new URL('..', import.meta.url))
const reports = join(root, 'test-results')
const environment = toolEnvironment(root, process.env)
const shown = {
  showsItself: true,
  outcome: (/** @type {Counts} */ counts) => ({ ok: counts.failed === 0, detail: closingLine(counts) }),
}

await runMain(async (stopSignal) => {
  rmSync(reports, { recursive: true, force: true })
  mkdirSync(reports, { recursive: true })
  const installing = { root, environment: process.env, stopSignal, logFile: join(reports, 'install.log') }
  await installPackages(installing)
  await requireRedisServer(installing)
  environment['CHROMIUM_PATH'] = await requireChromium(installing)

  const counts = addCounts([
    await step(
      'Checking formats, lint rules, types, unused code and imports',
      () => check(stopSignal),
      shown,
    ),
    await step('Running the tests of every package', () => unitTests(stopSignal), shown),
    await browserJourneys(installing),
  ])
  console.log(`\n${closingLine(counts)}`)
  return counts.failed === 0 ? 0 : 1
})

/**
 * @param {AbortSignal} stopSignal
 * @returns {Promise<Counts>} one for each task
 */
async function check(stopSignal) {
  const result = await show('pnpm', ['--silent', 'check', '--summarize'], { stopSignal })
  const [, summary] = /Summary:\s+(\S.*\.json)/.exec(result.lines.join('\n')) ?? []
  const counts = summary === undefined ? crashed : readTurboResults(summary)
  return withExitCode(counts, result.exitCode)
}

/**
 * @param {AbortSignal} stopSignal
 * @returns {Promise<Counts>}
 */
async function unitTests(stopSignal) {
  const report = join(reports, 'vitest.json')
  const result = await show(
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    { stopSignal },
  )
  return withExitCode(readVitestResults(report), result.exitCode)
}

/**
 * @param {Parameters<typeof buildAll>[0]} installing
 * @returns {Promise<Counts>}
 */
async function browserJourneys(installing) {
  const folder = join(root, 'apps', 'e2e')
  try {
    await buildAll(installing)
  } catch (error) {
    if (!(error instanceof PlainFailure)) throw error
    console.error(error.message)
    return crashed
  }
  const play = async () => {
    const report = join(reports, 'playwright.json')
    const result = await show(
      join(folder, 'node_modules', '.bin', 'playwright'),
      ['test', '--reporter=list,json'],
      {
        cwd: folder,
        variables: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
        stopSignal: installing.stopSignal,
      },
    )
    return withExitCode(readPlaywrightResults(report), result.exitCode)
  }
  return step('Playing the journeys in a browser', play, shown)
}

/**
 * Runs one of the repository's tools and shows what it prints.
 *
 * @param {string} command
 * @param {string[]} commandArguments
 * @param {{ cwd?: string, variables?: Record<string, string>, stopSignal: AbortSignal }} options
 */
function show(command, commandArguments, { cwd = root, variables = {}, stopSignal }) {
  return runCommand(command, commandArguments, {
    cwd,
    env: { ...environment, ...variables },
    stopSignal,
    onLine: (line) => console.log(line),
  })
}
