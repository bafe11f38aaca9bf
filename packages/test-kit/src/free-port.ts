import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, open, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'

const attemptsMax = 200
/** Longer than any server of a test takes to listen. */
const reservedForMs = 120_000
/** One for each person of this machine, so that nobody meets files that are another's. */
const reservations = join(tmpdir(), `latchkey-ports-${process.getuid?.() ?? 0}`)

/**
 * A loopback port that nobody listened on a moment ago, and that no other caller on this machine is given for the
 * next two minutes: test files run side by side, and a server may take a while until it listens.
 *
 * It lies below the range from which the system numbers outgoing connections (32768 up on Linux, 49152 up on
 * macOS), so a server that goes away and comes back on it does not find it taken by some client's socket.
 */
export async function freePort(): Promise<number> {
  await mkdir(reservations, { recursive: true })
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const port = randomInt(20_000, 32_000)
    if ((await reserve(port)) && (await isPortFree(port))) return port
  }
  throw new Error(`No free loopback port was found between 20000 and 32000 in ${attemptsMax} tries`)
}

/** Whether a server could listen on this loopback port now. */
export async function isPortFree(port: number): Promise<boolean> {
  const server = createServer()
  try {
    const listening = once(server, 'listening')
    server.listen(port, '127.0.0.1')
    await listening
  } catch {
    return false
  }
  const closed = once(server, 'close')
  server.close()
  await closed
  return true
}

/** Marks a port as taken with a file that only one caller can make; an old mark is taken away for the next caller. */
async function reserve(port: number): Promise<boolean> {
  const file = join(reservations, String(port))
  try {
    await (await open(file, 'wx')).close()
    return true
  } catch {
    const mark = await stat(file).catch(() => undefined)
    if (mark !== undefined && Date.now() - mark.mtimeMs > reservedForMs) await rm(file, { force: true })
    return false
  }
}
