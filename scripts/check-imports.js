import { resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { findViolations } from './imports/find-violations.js'

const repository = fileURLToPath(new URL('..', import.meta.url))

// `node scripts/check-imports.js [tree]`: fails for a forbidden import, and for a tree of which nothing was read.
const { violations, unread, modules } = findViolations(resolve(process.argv[2] ?? repository), repository)
for (const { rule, from, to } of violations) console.error(`${rule}: ${from} imports ${to}`)
for (const file of unread) console.error(`not read, so not checked: ${file}`)
if (modules === 0) console.error('No file was read, so nothing was checked.')
const failed = violations.length + unread.length > 0 || modules === 0
console.log(failed ? 'Imports: not as the rules have it.' : `Imports: ${modules} files, no forbidden one.`)
process.exitCode = failed ? 1 : 0
