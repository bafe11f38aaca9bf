import { readFileSync } from 'node:fs'
import { crashed } from './counts.js'

/** @typedef {import('./counts.js').Counts} Counts */

/**
 * @param {string} path vitest's JSON report
 * @returns {Counts}
 */
export function readVitestResults(path) {
  return readReport(path, (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }))
}

/**
 * A test that passed only when it was tried again has failed.
 *
 * @param {string} path Playwright's JSON report
 * @returns {Counts}
 */
export function readPlaywrightResults(path) {
  return readReport(path, ({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  }))
}

/**
 * Each task counts as one.
 *
 * @param {string} path the summary of a turbo run
 * @returns {Counts}
 */
export function readTurboResults(path) {
  return readReport(path, (report) => {
    /** @type {{ command: string, execution?: { exitCode: number | null } }[]} */
    const tasks = report.tasks
    const run = tasks.filter((task) => task.command !== '<NONEXISTENT>')
    const passed = run.filter((task) => task.execution?.exitCode === 0).length
    return { passed, failed: run.length - passed, skipped: 0 }
  })
}

/**
 * @param {string} path
 * @param {(report: any) => Counts} count
 * @returns {Counts} `crashed` when there is no report, or none that counts
 */
function readReport(path, count) {
  try {
    const counts = count(JSON.parse(readFileSync(path, 'utf8')))
    return Object.values(counts).every(Number.isSafeInteger) ? counts : crashed
  } catch {
    return crashed
  }
}
