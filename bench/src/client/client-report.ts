import type { Plan } from '../plan.ts'
import type { ImportCost } from './drive-import.ts'
import type { MeasuredCall } from './measured-calls.ts'
import type { ReadingResult } from './measure-reading.ts'
import type { ThroughputResult } from './measure-throughput.ts'
import { subjectNames } from './subjects/subject.ts'
import type { SubjectName } from './subjects/subject.ts'

const titles: Record<SubjectName, string> = {
  latchkey: 'Latchkey',
  official: 'intercom-client 7.0.3',
  undici: 'bare undici',
}
const calls: Record<MeasuredCall, string> = {
  me: '`me`',
  'contacts of 10': '`contacts.list`, 10 a page',
  'contacts of 50': '`contacts.list`, 50 a page',
}

export interface ClientResults {
  throughput: ThroughputResult[]
  reading: ReadingResult[]
  importCosts: Record<SubjectName, ImportCost>
  latencyMs: number
  plan: Plan
  machine: string
}

/** The results as a page for people. */
export function clientReport(results: ClientResults): string {
  const { throughput, reading, importCosts, latencyMs, plan, machine } = results
  return `# The Intercom client, side by side

Made by \`pnpm bench client\`: one run, one emulator, ${plan.rounds} rounds of ${plan.measureMs / 1_000} s each after ${plan.warmupMs / 1_000} s of warming up; every subject takes its turn in each round, in a process of its own. Figures are medians. ${machine}; the emulator runs on the same machine, so read the ratios.

Latchkey is the bundled client. "Bare undici" is a \`Pool\` and \`JSON.parse\` without any check, retry or limit: the least that a client can cost.

## Requests per second

${table(
  ['call', 'in flight', ...subjectNames.map((name) => titles[name]), 'to official', 'to bare undici'],
  throughput.map((result) => [
    calls[result.call],
    String(result.inFlight),
    ...subjectNames.map((name) => result.bySubject[name].requestsPerSecond.toFixed(0)),
    spread(result.ratios.official),
    spread(result.ratios.undici),
  ]),
)}

Ratios are taken within a round; in brackets the least and the most of the rounds.

Bare undici is what no client can beat by much: where it is itself less than four times the official client, what is measured is parsing the answer and waiting for the emulator, and no client could be.

## What a request costs the client's process

${table(
  [
    'call',
    'in flight',
    ...subjectNames.map((name) => `${titles[name]}: CPU µs`),
    ...subjectNames.map((name) => `${titles[name]}: resident MB`),
  ],
  throughput.map((result) => [
    calls[result.call],
    String(result.inFlight),
    ...subjectNames.map((name) => result.bySubject[name].cpuMicroseconds.toFixed(0)),
    ...subjectNames.map((name) => megabytes(result.bySubject[name].residentBytes)),
  ]),
)}

## Start

${table(
  ['', 'import, ms', 'import to first answer, ms', 'import adds, MB'],
  subjectNames.map((name) => [
    titles[name],
    importCosts[name].importMs.toFixed(0),
    importCosts[name].firstAnswerMs.toFixed(0),
    megabytes(importCosts[name].importBytes),
  ]),
)}

Latchkey loads undici at its first call, so "import to first answer" is the honest comparison of the whole.

## Reading ${plan.contacts.toLocaleString('en')} contacts, ${latencyMs} ms for each page

${table(
  ['', ...subjectNames.map((name) => `${titles[name]}, s`), 'times faster than official'],
  reading.map((result) => [
    result.name,
    ...subjectNames.map((name) => result.bySubject[name].toFixed(2)),
    result.timesFaster.toFixed(1),
  ]),
)}

A page's cursor comes with the page before it, so pages cannot be asked for side by side: look-ahead wins what the reader would otherwise wait for while it works, and page size the rest.
`
}

function spread(ratio: { median: number; least: number; most: number }): string {
  return `**${ratio.median.toFixed(2)}** (${ratio.least.toFixed(2)}–${ratio.most.toFixed(2)})`
}

function megabytes(bytes: number): string {
  return (bytes / 1024 ** 2).toFixed(0)
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
