import { coverage } from './coverage.ts'
import type { CoveredOperation } from './coverage.ts'
import { gaps } from './gaps.ts'

type Row = readonly [operation: string, route: string, status: string, missing: string]

const head: Row = ['operation', 'route', 'status', 'what is missing']

export const tableMarkers = {
  start: '<!-- coverage: written by `pnpm --filter @latchkey/intercom-emulator coverage` -->',
  end: '<!-- end of coverage -->',
} as const

/** What the emulator answers and what it does not, as a Markdown table with aligned columns. */
export function coverageTable(): string {
  const rows = [
    ...coverage.map((operation): Row => {
      const { name, route, missing = '' } = operation
      return [name, `\`${route}\``, statusOf(operation), missing]
    }),
    ...gaps.map(({ name, route }): Row => [name, `\`${route}\``, 'not', '']),
  ]
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [line(head), rule, ...rows.map(line)].join('\n')
}

export function statusOf({ missing }: CoveredOperation): 'supported' | 'partial' {
  return missing === undefined ? 'supported' : 'partial'
}

/** Puts the table between its two markers. @throws Error where a text has not exactly one place for it */
export function withCoverageTable(markdown: string): string {
  const [before, rest, ...others] = markdown.split(tableMarkers.start)
  const [table, after, ...more] = rest?.split(tableMarkers.end) ?? []
  if (before === undefined || table === undefined || after === undefined || others.length + more.length > 0) {
    throw new Error(`The text must have "${tableMarkers.start}" and "${tableMarkers.end}" once.`)
  }
  return `${before}${tableMarkers.start}\n\n${coverageTable()}\n\n${tableMarkers.end}${after}`
}
