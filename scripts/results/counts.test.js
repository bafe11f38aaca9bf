import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addCounts, closingLine, crashed, withExitCode } from './counts.js'
import { readPlaywrightResults, readTurboResults, readVitestResults } from './read-results.js'

/** @type {string} */
let folder
/** @type {string} */
let path

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'results '))
  path = join(folder, 'report.json')
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const report = (/** @type {unknown} */ content) => writeFileSync(path, JSON.stringify(content))

test('the closing line adds up all parts', () => {
  const total = addCounts([
    { passed: 10, failed: 0, skipped: 1 },
    { passed: 5, failed: 2, skipped: 0 },
    crashed,
  ])
  expect(closingLine(total)).toBe('15 passed, 3 failed, 1 skipped')
})

describe('reading reports', () => {
  test('vitest: pending and todo are skipped', () => {
    report({ numPassedTests: 7, numFailedTests: 1, numPendingTests: 2, numTodoTests: 3 })
    expect(readVitestResults(path)).toEqual({ passed: 7, failed: 1, skipped: 5 })
  })

  test('Playwright: a flaky test has failed', () => {
    report({ stats: { expected: 7, unexpected: 1, flaky: 2, skipped: 3 } })
    expect(readPlaywrightResults(path)).toEqual({ passed: 7, failed: 3, skipped: 3 })
  })

  test('turbo: each task that ran a command counts, one that never ran has failed', () => {
    report({
      tasks: [
        { command: 'tsc', execution: { exitCode: 0 } },
        { command: 'knip', execution: { exitCode: 1 } },
        { command: 'oxlint' },
        { command: '<NONEXISTENT>' },
      ],
    })
    expect(readTurboResults(path)).toEqual({ passed: 1, failed: 2, skipped: 0 })
  })

  test.for([readVitestResults, readPlaywrightResults, readTurboResults])(
    '%o counts a missing report as a failure',
    (read) => {
      expect(read(path)).toEqual(crashed)
    },
  )

  test.for([readVitestResults, readPlaywrightResults, readTurboResults])(
    '%o counts an empty report as a failure',
    (read) => {
      report({})
      expect(read(path)).toEqual(crashed)
    },
  )
})

test('a runner that failed without a failed test has failed once', () => {
  expect(withExitCode({ passed: 3, failed: 0, skipped: 0 }, 1)).toEqual({ passed: 3, failed: 1, skipped: 0 })
  expect(withExitCode({ passed: 3, failed: 2, skipped: 0 }, 1)).toEqual({ passed: 3, failed: 2, skipped: 0 })
  expect(withExitCode({ passed: 3, failed: 0, skipped: 0 }, 0)).toEqual({ passed: 3, failed: 0, skipped: 0 })
})
