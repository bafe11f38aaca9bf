import { readFileSync, writeFileSync } from 'node:fs'
import { withCoverageTable } from './coverage-table.ts'

// The command behind `pnpm --filter @latchkey/intercom-emulator coverage`.
const readme = new URL('../../README.md', import.meta.url)
writeFileSync(readme, withCoverageTable(readFileSync(readme, 'utf8')))
