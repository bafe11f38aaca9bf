import process from 'node:process'
import { createEmulator } from './create-emulator.ts'
import type { Emulator, EmulatorOptions } from './create-emulator.ts'
import { readCliOptions } from './read-cli-options.ts'

const read = readCliOptions(process.argv.slice(2), process.env)
const emulator = read.ok ? await start(read.options) : giveUp(read.problem)
console.log(`Intercom emulator is ready: ${emulator.url}`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void emulator.close())
}

async function start(options: EmulatorOptions & { port: number }): Promise<Emulator> {
  try {
    return await createEmulator(options)
  } catch (error) {
    return giveUp(problemOf(error, options.port))
  }
}

function problemOf(error: unknown, port: number): string {
  if (!(error instanceof Error)) return 'The emulator did not start.'
  const code = 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    return `Port ${port} is already in use: stop what runs there, or choose another with --port.`
  }
  return error.message
}

function giveUp(problem: string): never {
  console.error(problem)
  process.exit(1)
}
