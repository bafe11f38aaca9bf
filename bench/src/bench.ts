import { mkdirSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { benchClient } from './client/bench-client.ts'
import { benchEmulator } from './emulator/bench-emulator.ts'
import { fullPlan, shortPlan } from './plan.ts'
import { benchRotation } from './rotation/bench-rotation.ts'

const benches = { client: benchClient, emulator: benchEmulator, rotation: benchRotation }

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { short: { type: 'boolean', default: false } },
})
const [name] = positionals
if (!isBench(name)) {
  console.error(`Say which: pnpm bench ${Object.keys(benches).join(' | ')} [--short]`)
  process.exit(1)
}

const report = await benches[name](values.short ? shortPlan : fullPlan)
console.log(report)
if (values.short) {
  console.log('A short run shows that everything runs; its figures mean nothing and are not kept.')
} else {
  const folder = fileURLToPath(new URL('../results', import.meta.url))
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}/${name}.md`, report)
  console.log(`Written to bench/results/${name}.md`)
}

function isBench(wanted: string | undefined): wanted is keyof typeof benches {
  return wanted !== undefined && Object.hasOwn(benches, wanted)
}
