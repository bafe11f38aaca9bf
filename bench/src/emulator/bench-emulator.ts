import { readFileSync } from 'node:fs'
import { machineLine } from '../machine-line.ts'
import { median } from '../median.ts'
import type { Plan } from '../plan.ts'
import { startChild } from '../run-child.ts'
import type { ServeInput, Served } from '../serve-emulator.ts'
import { readAndSearchContacts } from './contacts-work.ts'

const script = new URL('../serve-emulator.ts', import.meta.url)

interface EmulatorCost {
  importMs: number
  startMs: number
  residentMegabytes: number
  peakMegabytes: number
  requests: number
}

/** What a workspace of many contacts costs the emulator, beside an empty one. Returns the report as Markdown. */
export async function benchEmulator(plan: Plan): Promise<string> {
  const contacts = plan.contactsOfLargeWorkspace
  const empty: EmulatorCost[] = []
  const large: EmulatorCost[] = []
  for (let round = 0; round < plan.rounds; round += 1) {
    empty.push(await measure(0))
    large.push(await measure(contacts))
  }
  return `# The emulator with many contacts

Made by \`pnpm bench emulator\`: ${plan.rounds} rounds, each in a process of its own; figures are medians. ${machineLine()}.

| contacts | loading its code, ms | starting, ms | resident after the work, MB | most resident, MB | requests of the work |
| --- | --- | --- | --- | --- | --- |
${row('0', empty)}
${row(contacts.toLocaleString('en'), large)}

"Starting" is \`createEmulator()\` until it listens. The work: pages of 150 from the newest on, every one of them looked up again by id, and searches by e-mail, external id and date.
`
}

async function measure(contacts: number): Promise<EmulatorCost> {
  const emulator = await startChild<Served>(script, { contacts } satisfies ServeInput)
  try {
    const requests = await readAndSearchContacts(emulator.line)
    const { importMs, startMs } = emulator.line
    return { importMs, startMs, requests, ...memoryOf(emulator.pid) }
  } finally {
    await emulator.stop()
  }
}

/** As the kernel counts it, code and shared libraries included. Linux only. */
function memoryOf(pid: number): Pick<EmulatorCost, 'residentMegabytes' | 'peakMegabytes'> {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const megabytes = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) / 1024
  return { residentMegabytes: megabytes('VmRSS'), peakMegabytes: megabytes('VmHWM') }
}

function row(name: string, costs: readonly EmulatorCost[]): string {
  const middle = (read: (cost: EmulatorCost) => number) => median(costs.map(read)).toFixed(0)
  const cells = [
    name,
    middle((cost) => cost.importMs),
    middle((cost) => cost.startMs),
    middle((cost) => cost.residentMegabytes),
    middle((cost) => cost.peakMegabytes),
    middle((cost) => cost.requests),
  ]
  return `| ${cells.join(' | ')} |`
}
