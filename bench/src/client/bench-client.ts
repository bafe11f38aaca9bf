import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { machineLine } from '../machine-line.ts'
import type { Plan } from '../plan.ts'
import { startChild } from '../run-child.ts'
import type { ServeInput, Served } from '../serve-emulator.ts'
import { buildClient } from './build-client.ts'
import { clientReport } from './client-report.ts'
import { measureImport } from './measure-import.ts'
import { measureReading } from './measure-reading.ts'
import { measureThroughput } from './measure-throughput.ts'

const emulatorScript = new URL('../serve-emulator.ts', import.meta.url)
const latencyMs = 20

/**
 * Our client against Intercom's own and against bare undici, in one run against the same emulator.
 * Returns the report as Markdown.
 */
export async function benchClient(plan: Plan): Promise<string> {
  const clientPath = await buildClient()
  try {
    const fast = await withEmulator({ contacts: plan.contacts }, async ({ url, token }) => ({
      importCosts: await measureImport({ url, token, clientPath }, plan),
      throughput: await measureThroughput({ url, token, clientPath }, plan),
    }))
    const reading = await withEmulator(
      { contacts: plan.contacts, contactsLatencyMs: latencyMs },
      ({ url, token }) => measureReading({ url, token, clientPath }, plan),
    )
    return clientReport({ ...fast, reading, latencyMs, plan, machine: machineLine() })
  } finally {
    rmSync(dirname(clientPath), { recursive: true })
  }
}

async function withEmulator<Result>(
  input: ServeInput,
  measure: (served: Served) => Promise<Result>,
): Promise<Result> {
  const emulator = await startChild<Served>(emulatorScript, input)
  try {
    return await measure(emulator.line)
  } finally {
    await emulator.stop()
  }
}
