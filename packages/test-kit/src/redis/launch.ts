import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Socket } from 'node:net'
import type { Readable } from 'node:stream'

import { Redis } from 'ioredis'

import { type Watchdog, watchOver } from './watchdog.ts'

/** A `redis-server` process that answers. */
export type RedisProcess = {
  readonly pid: number
  /** Sends a signal at once. */
  signal(name: NodeJS.Signals): void
  /** Ends the process with `name`, even a frozen one, and resolves when it is gone. */
  end(name: NodeJS.Signals): Promise<void>
}

type LaunchRequest = {
  port: number
  args: readonly string[]
  /** Removed if this process dies without stopping the server. */
  temporaryDir: string | undefined
  /** Runs once over a connection of its own as soon as the server answers. */
  prepare: (admin: Redis) => Promise<void>
}

const readyWithinMs = 10_000

const notInstalled =
  'redis-server was not found on PATH. Install Redis 7 or later: `apt-get install redis-server` on Debian and ' +
  'Ubuntu, `brew install redis` on macOS.'

/**
 * Starts `redis-server` and resolves when this very process answers on `port`.
 *
 * @throws Error with Redis' own last words when it ends instead or does not answer within 10 s.
 */
export async function launchRedis({
  port,
  args,
  temporaryDir,
  prepare,
}: LaunchRequest): Promise<RedisProcess> {
  const child = spawn('redis-server', ['--port', String(port), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lastWords = collectTail([child.stdout, child.stderr])
  const gone = whenGone(child)
  if (child.pid === undefined) throw await gone
  // The server must not keep a finished test process waiting; the watchdog sees to its end.
  child.unref()
  const watchdog = watchOver(child.pid, temporaryDir)
  const server = controls(child, child.pid, watchdog)
  const abandoned = new AbortController()
  try {
    await Promise.race([
      untilItAnswers({ port, pid: child.pid, prepare, signal: abandoned.signal }),
      gone.then((error) => {
        throw new Error(`${error.message}. Its last words:\n${lastWords()}`, { cause: error })
      }),
    ])
    return server
  } catch (error) {
    await server.end('SIGKILL')
    throw error
  } finally {
    abandoned.abort()
  }
}

function controls(child: ChildProcess, pid: number, watchdog: Watchdog): RedisProcess {
  const exited = once(child, 'exit')
  return {
    pid,
    signal: (name) => void child.kill(name),
    async end(name) {
      if (child.exitCode === null && child.signalCode === null) {
        child.ref()
        child.kill(name)
        // A frozen process keeps SIGTERM waiting until it may go on.
        child.kill('SIGCONT')
        await exited
      }
      watchdog.dismiss()
    },
  }
}

/** Resolves, never rejects, with the reason why there is no process (any more). */
function whenGone(child: ChildProcess): Promise<Error> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      const missing = 'code' in error && error.code === 'ENOENT'
      resolve(missing ? new Error(notInstalled, { cause: error }) : error)
    })
    // Unlike `exit`, `close` comes after the last line of output.
    child.once('close', (code, signal) =>
      resolve(new Error(`redis-server ended with ${signal ?? `code ${code}`}`)),
    )
  })
}

type Wait = { port: number; pid: number; prepare: (admin: Redis) => Promise<void>; signal: AbortSignal }

async function untilItAnswers({ port, pid, prepare, signal }: Wait): Promise<void> {
  const admin = new Redis({
    host: '127.0.0.1',
    port,
    // Until it listens, connecting is refused within microseconds: try again soon, and keep the command meanwhile.
    retryStrategy: () => 5,
    maxRetriesPerRequest: null,
    commandTimeout: readyWithinMs,
  })
  admin.on('error', () => undefined)
  signal.addEventListener('abort', () => admin.disconnect(), { once: true })
  try {
    const info = await admin.info('server')
    if (!info.includes(`process_id:${pid}\r\n`))
      throw new Error(`Another server already answers on port ${port}`)
    await prepare(admin)
  } finally {
    admin.disconnect()
  }
}

/** Keeps the streams flowing, for ever, and the last lines of them for an error message. */
function collectTail(streams: readonly Readable[]): () => string {
  let tail = ''
  for (const stream of streams) {
    stream.on('data', (chunk: Buffer) => {
      tail = (tail + chunk.toString()).slice(-2_000)
    })
    if (stream instanceof Socket) stream.unref()
  }
  return () => tail.trim()
}
