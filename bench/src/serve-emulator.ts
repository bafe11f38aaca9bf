import process from 'node:process'

/** What the process is told, as JSON on its command line. */
export interface ServeInput {
  contacts: number
  /** Waited before every page of contacts. */
  contactsLatencyMs?: number
}

/** What it prints when it listens. */
export interface Served {
  url: string
  token: string
  /** Loading the emulator's code. */
  importMs: number
  /** `createEmulator()`, until it listens. */
  startMs: number
}

// Never a limit: what is measured is the clients, not their patience.
const unlimitedPerMinute = 6_000_000_000

const input = JSON.parse(process.argv[2] ?? '{}') as ServeInput
const beforeImport = performance.now()
const { createEmulator, seed } = await import('@latchkey/intercom-emulator')
const beforeStart = performance.now()
const { us } = seed.workspaces
const emulator = await createEmulator({
  sizes: { [us.id]: { contacts: input.contacts } },
  rateLimits: { appPerMinute: unlimitedPerMinute, workspacePerMinute: unlimitedPerMinute },
})
const startMs = performance.now() - beforeStart
if (input.contactsLatencyMs !== undefined) {
  emulator.control.addFault({
    route: 'GET /contacts',
    kind: 'latency',
    latencyMs: input.contactsLatencyMs,
    count: null,
  })
}
const { token } = emulator.control.issueToken({ workspaceId: us.id, adminId: us.admins.maya.id })
const served: Served = { url: emulator.url, token, importMs: beforeStart - beforeImport, startMs }
console.log(JSON.stringify(served))
process.once('SIGTERM', () => void emulator.close())
