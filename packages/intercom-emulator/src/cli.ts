import process from 'node:process'
import { setFlagsFromString } from 'node:v8'
import { createEmulator } from './create-emulator.ts'
import type { Emulator, EmulatorOptions } from './create-emulator.ts'
import { readCliOptions } from './read-cli-options.ts'

// Answers of a third of a megabyte are litter within a moment: V8 would let a hundred megabytes of them lie, and this
// is a tool beside others on a developer's computer. It answers no slower for it.
setFlagsFromString('--optimize-for-size')

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
