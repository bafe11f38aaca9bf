import { Writable } from 'node:stream'

/** One line of a log, as pino writes it. */
export type LogLine = Readonly<Record<string, unknown>>

/** A stream that keeps what a logger writes. Give it to pino as its destination. */
export type LogSink = Writable & {
  /** Every complete line so far, parsed. Throws when a line is not a JSON object. */
  readonly lines: readonly LogLine[]
  /** Everything written so far, as it was written: what a search for secrets reads. */
  text(): string
  /** Resolves with the first line, past or future, that `matches`. */
  until(matches: (line: LogLine) => boolean): Promise<LogLine>
}

/** Makes a log destination that keeps every line, in order, in memory. */
export function logSink(): LogSink {
  let written = ''
  const arrivals = new Set<() => void>()

  const parsedLines = (): LogLine[] =>
    written
      .split('\n')
      .slice(0, -1)
      .filter((line) => line !== '')
      .map(parseLine)

  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      written += chunk.toString()
      for (const arrived of arrivals) arrived()
      done()
    },
  })

  const until = (matches: (line: LogLine) => boolean): Promise<LogLine> =>
    new Promise((resolve, reject) => {
      const look = () => {
        try {
          const found = parsedLines().find(matches)
          if (found === undefined) return
          arrivals.delete(look)
          resolve(found)
        } catch (error) {
          arrivals.delete(look)
          reject(error)
        }
      }
      arrivals.add(look)
      look()
    })

  return Object.defineProperty(Object.assign(stream, { text: () => written, until, lines: [] }), 'lines', {
    get: parsedLines,
  })
}

function parseLine(line: string, index: number): LogLine {
  const value: unknown = JSON.parse(line)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`Line ${index + 1} of the log is not a JSON object`)
  }
  // A JSON object has string keys, and every value is unknown to us.
  return value as LogLine
}
