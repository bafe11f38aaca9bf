import { parseArgs } from 'node:util'
import type { EmulatorOptions } from './create-emulator.ts'
import type { WorkspaceSizes } from './directory.ts'
import type { RateLimits } from './rest/rate-limit.ts'
import { defaultRedirectUri, redirectUriProblem } from './redirect-uris.ts'
import type { WorkspaceSize } from './seed.ts'
import { NoticeChanges } from './webhooks/notice-settings.ts'

type CliOptions = EmulatorOptions & { port: number }

/**
 * Reads the command line and the environment: `EMULATOR_REDIRECT_URIS` (comma-separated, added to the default), and
 * what every app has set about what Intercom sends by itself: `EMULATOR_WEBHOOKS_URL`, `EMULATOR_WEBHOOK_TOPICS`
 * (comma-separated), `EMULATOR_UNINSTALL_URL`, `EMULATOR_HEALTH_URL`. Says in one sentence what is wrong with them.
 */
export function readCliOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): { ok: true; options: CliOptions } | { ok: false; problem: string } {
  const parsed = parseArguments(args)
  if (parsed === undefined) {
    return { ok: false, problem: `Use ${flags} only.` }
  }
  const port = Number(parsed.port ?? 4010)
  if (!Number.isInteger(port) || port < 0 || port > 65_535 || parsed.port === '') {
    return { ok: false, problem: `The port "${parsed.port}" is not a number from 0 to 65535.` }
  }
  const sizes = readSizes(parsed.size ?? [])
  if (typeof sizes === 'string') return { ok: false, problem: sizes }
  const rateLimits = readRateLimits(parsed)
  if (rateLimits === undefined) return { ok: false, problem: 'A rate limit is a whole number from 1.' }
  const added = commaSeparated(env['EMULATOR_REDIRECT_URIS'])
  const redirectUris = [...new Set([defaultRedirectUri, ...added])]
  const problem = redirectUris.map(redirectUriProblem).find((one) => one !== undefined)
  if (problem !== undefined) return { ok: false, problem: `EMULATOR_REDIRECT_URIS: ${problem}` }
  const notices = readNotices(env)
  if (typeof notices === 'string') return { ok: false, problem: notices }
  return {
    ok: true,
    options: {
      port,
      redirectUris,
      notices,
      sizes,
      rateLimits,
      ...(parsed.host !== undefined && { host: parsed.host }),
      ...(parsed.state !== undefined && { stateFile: parsed.state }),
    },
  }
}

/** Reads the settings of what Intercom sends by itself; a sentence about the first that is none. */
function readNotices(env: Readonly<Record<string, string | undefined>>): NoticeChanges | string {
  const topics = commaSeparated(env['EMULATOR_WEBHOOK_TOPICS'])
  const addresses = Object.entries(noticeAddresses).flatMap(([field, name]) => {
    const address = env[name]
    return address === undefined || address === '' ? [] : [[field, address] as const]
  })
  const parsed = NoticeChanges.safeParse({
    ...Object.fromEntries(addresses),
    ...(topics.length > 0 && { topics }),
  })
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const field = String(issue?.path[0])
  const name = Object.entries(noticeAddresses).find(([known]) => known === field)?.[1]
  return `${name ?? 'EMULATOR_WEBHOOK_TOPICS'}: ${issue?.message}`
}

const noticeAddresses = {
  webhooksUrl: 'EMULATOR_WEBHOOKS_URL',
  uninstallUrl: 'EMULATOR_UNINSTALL_URL',
  healthUrl: 'EMULATOR_HEALTH_URL',
} as const

function commaSeparated(text = ''): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** Reads `harbour1:contacts=1000000` and the like; a sentence about the first that is not one. */
function readSizes(texts: readonly string[]): WorkspaceSizes | string {
  const sizes: Record<string, Partial<WorkspaceSize>> = {}
  for (const text of texts) {
    const [, workspaceId, resource, count] =
      /^(\w+):(contacts|companies|conversations)=(\d+)$/.exec(text) ?? []
    if (workspaceId === undefined || resource === undefined) {
      return `The size "${text}" is not like harbour1:contacts=1000; contacts, companies and conversations have one.`
    }
    sizes[workspaceId] = { ...sizes[workspaceId], [resource]: Number(count) }
  }
  return sizes
}

const flags =
  '--port <number>, --host <address>, --state <file>, --size <workspace>:<what>=<count>, ' +
  '--app-per-minute <calls> and --workspace-per-minute <calls>'

type Arguments = NonNullable<ReturnType<typeof parseArguments>>

function readRateLimits(parsed: Arguments): Partial<RateLimits> | undefined {
  const limits: Partial<RateLimits> = {
    ...(parsed['app-per-minute'] !== undefined && { appPerMinute: Number(parsed['app-per-minute']) }),
    ...(parsed['workspace-per-minute'] !== undefined && {
      workspacePerMinute: Number(parsed['workspace-per-minute']),
    }),
  }
  return Object.values(limits).every((calls) => Number.isSafeInteger(calls) && calls >= 1)
    ? limits
    : undefined
}

function parseArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        state: { type: 'string' },
        size: { type: 'string', multiple: true },
        'app-per-minute': { type: 'string' },
        'workspace-per-minute': { type: 'string' },
      },
    }).values
  } catch {
    return undefined
  }
}
