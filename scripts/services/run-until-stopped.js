import { step } from '../console/step.js'
import { untilStopped } from '../processes/wait-until.js'
import { createSupervisor } from '../processes/supervisor.js'

/**
 * Starts services, says that they are ready, and keeps them until the command is asked to stop or one of them dies.
 * However it ends, all that was started has been stopped, last started first, before this settles.
 *
 * @param {object} options
 * @param {{ add(child: { name: string, pid: number, marker: string }): void }} options.record
 * @param {AbortSignal} options.stopSignal
 * @param {(supervisor: ReturnType<typeof createSupervisor>) => Promise<string>} options.startAll the line to print
 * @param {(line: string) => void} [options.print]
 * @throws {import('../console/plain-failure.js').PlainFailure} when a service dies
 */
export async function runUntilStopped({ record, stopSignal, startAll, print = console.log }) {
  const supervisor = createSupervisor({ record })
  try {
    print(await step('Starting the services', () => startAll(supervisor), { print }))
    await Promise.race([untilStopped(stopSignal), supervisor.died])
    print('\nStopping …')
  } finally {
    await supervisor.stopAll()
  }
  print('Stopped. Everything is kept for the next start.')
}
