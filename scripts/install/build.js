import { join } from 'node:path'
import { PlainFailure } from '../console/plain-failure.js'
import { step } from '../console/step.js'
import { runCommand } from '../processes/run-command.js'
import { toolEnvironment } from '../processes/tool-environment.js'

/**
 * Builds the API and the web app. turbo skips what has not changed since it was built last.
 *
 * @param {{ root: string, environment: NodeJS.ProcessEnv, stopSignal: AbortSignal, logFile: string }} options
 * @throws {PlainFailure}
 */
export async function buildAll({ root, environment, stopSignal, logFile }) {
  await step('Building the API and the web app', async (progress) => {
    const result = await runCommand(
      join(root, 'node_modules', '.bin', 'turbo'),
      ['run', 'build', '--output-logs=new-only'],
      {
        cwd: root,
        env: toolEnvironment(root, environment),
        stopSignal,
        logFile,
        onLine: progress,
      },
    )
    if (result.exitCode !== 0) {
      const last = result.lines.slice(-20).map((line) => `\n  ${line}`)
      throw new PlainFailure(`The build failed; all it said is in ${logFile}. The end of it:${last.join('')}`)
    }
  })
}
