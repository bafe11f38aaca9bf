import { parseArgs } from 'node:util'
import type { EmulatorOptions } from './create-emulator.ts'
import { defaultRedirectUri, redirectUriProblem } from './redirect-uris.ts'

type CliOptions = EmulatorOptions & { port: number }

/**
 * Reads the command line and the one environment variable, `EMULATOR_REDIRECT_URIS` (comma-separated, added to the
 * default). Says in one sentence what is wrong with them.
 */
export function readCliOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): { ok: true; options: CliOptions } | { ok: false; problem: string } {
  const parsed = parseArguments(args)
  if (parsed === undefined) {
    return { ok: false, problem: 'Use --port <number>, --host <address> and --state <file> only.' }
  }
  const port = Number(parsed.port ?? 4010)
  if (!Number.isInteger(port) || port < 0 || port > 65_535 || parsed.port === '') {
    return { ok: false, problem: `The port "${parsed.port}" is not a number from 0 to 65535.` }
  }
  const added = (env['EMULATOR_REDIRECT_URIS'] ?? '')
    .split(',')
    .map((redirectUri) => redirectUri.trim())
    .filter((redirectUri) => redirectUri !== '')
  const redirectUris = [...new Set([defaultRedirectUri, ...added])]
  const problem = redirectUris.map(redirectUriProblem).find((one) => one !== undefined)
  if (problem !== undefined) return { ok: false, problem: `EMULATOR_REDIRECT_URIS: ${problem}` }
  return {
    ok: true,
    options: {
      port,
      redirectUris,
      ...(parsed.host !== undefined && { host: parsed.host }),
      ...(parsed.state !== undefined && { stateFile: parsed.state }),
    },
  }
}

function parseArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { port: { type: 'string' }, host: { type: 'string' }, state: { type: 'string' } },
    }).values
  } catch {
    return undefined
  }
}
