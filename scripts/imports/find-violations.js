import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @typedef {object} ImportReport
 * @property {{ rule: string, from: string, to: string }[]} violations
 * @property {string[]} unread TypeScript files that the reader passed over: an unread file breaks no rule
 * @property {number} modules how many files of the tree were read
 */

const folders = ['apps', 'packages', 'bench', 'scripts']
const skipped = new Set([
  'node_modules',
  'dist',
  '.turbo',
  '.data',
  'test-results',
  'playwright-report',
  'coverage',
])

/**
 * Reads every import of a tree and holds it against the rules of `.dependency-cruiser.mjs`.
 *
 * @param {string} tree a folder laid out as this repository is
 * @param {string} repository where the rules and the reader are
 * @returns {ImportReport}
 * @throws {Error} when the reader did not run
 */
export function findViolations(tree, repository) {
  const present = folders.filter((folder) => existsSync(join(tree, folder)))
  const { stdout, stderr } = spawnSync(
    join(repository, 'node_modules', '.bin', 'depcruise'),
    ['--config', join(repository, '.dependency-cruiser.mjs'), '--output-type', 'json', ...present],
    { cwd: tree, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  )
  const start = stdout.indexOf('{')
  if (start === -1) throw new Error(`dependency-cruiser did not run: ${stderr}`)
  const { modules, summary } = parseReport(stdout.slice(start))
  const read = new Set(modules.map((module) => module.source))
  const files = present.flatMap((folder) => typescriptFilesIn(tree, folder))
  return {
    violations: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
    unread: files.filter((file) => !read.has(file)),
    modules: [...read].filter((source) => folders.some((folder) => source.startsWith(`${folder}/`))).length,
  }
}

/**
 * @param {string} text
 * @returns {{
 *   modules: { source: string }[],
 *   summary: { violations: { rule: { name: string }, from: string, to: string }[] },
 * }}
 */
function parseReport(text) {
  return JSON.parse(text)
}

/**
 * @param {string} tree
 * @param {string} folder relative to the tree
 * @returns {string[]}
 */
function typescriptFilesIn(tree, folder) {
  return readdirSync(join(tree, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : typescriptFilesIn(tree, path)
    return /\.tsx?$/.test(entry.name) ? [path] : []
  })
}
