import process from 'node:process'
import { Interrupted, PlainFailure } from './plain-failure.js'

/** What a shell reports for a command that Ctrl-C ended before it was done. */
const exitCodeInterrupted = 130

/**
 * Runs a command to its end and exits with the code it returns.
 *
 * SIGINT, SIGTERM and SIGHUP abort `stopSignal` and nothing else: the command decides what to stop and in which
 * order, and is always waited for. npm passes a Ctrl-C on to us that the terminal has sent us already, so a
 * repeated signal means nothing more than the first one.
 *
 * @param {(stopSignal: AbortSignal) => Promise<number>} main
 */
export async function runMain(main) {
  const stop = new AbortController()
  for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(name, () => stop.abort(new Interrupted()))
  }
  try {
    process.exitCode = await main(stop.signal)
  } catch (error) {
    process.exitCode = reportFailure(error)
  }
  process.exit()
}

/** @param {unknown} error */
function reportFailure(error) {
  if (error instanceof Interrupted) return exitCodeInterrupted
  console.error(error instanceof PlainFailure ? `\n${error.message}` : error)
  return 1
}
