import { createEmulator, seed } from '@latchkey/intercom-emulator'
import { freePort, startRedis } from '@latchkey/test-kit'
import { machineLine } from '../machine-line.ts'
import type { Plan } from '../plan.ts'
import { runRotation, startApi } from './api-processes.ts'
import { beActive, connectEverybody, countFailing } from './live-people.ts'
import { storedTokens } from './stored-tokens.ts'
import type { Tally } from './tally.ts'
import { newKey, ringOf } from './token-keys.ts'

// Never a limit: what is measured is the rotation.
const unlimitedPerMinute = 6_000_000_000

/** What went on meanwhile, by kind. */
type Live = Record<'tests' | 'changes' | 'openings' | 'renewals', Tally>

const zero = (): Tally => ({ done: 0, failed: 0 })
const few = (count: number) => count.toLocaleString('en')

/** Keys are rotated under a server that people use. Returns the report as Markdown. */
export async function benchRotation(plan: Plan): Promise<string> {
  const older = newKey('older')
  const newer = newKey('newer')
  const port = await freePort()
  const url = `http://localhost:${port}`
  const redis = await startRedis({ cluster: true, appendOnly: 'always' })
  const emulator = await createEmulator({
    redirectUris: [`${url}/api/intercom/callback`],
    rateLimits: { appPerMinute: unlimitedPerMinute, workspacePerMinute: unlimitedPerMinute },
  })
  const environmentWith = (tokenKeys: string) => ({
    PORT: String(port),
    PUBLIC_URL: url,
    REDIS_URL: redis.url,
    TOKEN_KEYS: tokenKeys,
    INTERCOM_CLIENT_ID: seed.apps.full.clientId,
    INTERCOM_CLIENT_SECRET: seed.apps.full.clientSecret,
    INTERCOM_APP_URL: `${emulator.url}/{region}`,
    INTERCOM_API_URL: `${emulator.url}/{region}`,
    TRUST_PROXY: '127.0.0.1/32',
  })
  try {
    const stored = storedTokens(redis.client(), plan.tokenSets)
    await stored.seed(ringOf(older))
    const before = await startApi(environmentWith(older.entry))
    const members = await connectEverybody(url)
    await before.stop()

    const rotating = environmentWith(`${newer.entry},${older.entry}`)
    const api = await startApi(rotating)
    const stop = new AbortController()
    const live: Live = { tests: zero(), changes: zero(), openings: zero(), renewals: zero() }
    const busy = Promise.all([
      beActive(members, { ...live, signal: stop.signal }),
      stored.beBusy(ringOf(newer, older), { ...live, signal: stop.signal }),
    ])
    const first = await runRotation(rotating)
    const second = await runRotation(rotating)
    stop.abort()
    await busy
    const errorsLogged = api.errorsLogged()
    await api.stop()

    const retired = await startApi(environmentWith(newer.entry))
    const failing = await countFailing(members)
    await retired.stop()
    const wrong = failing + (await stored.countWrong(ringOf(newer)))
    return report({ stored: plan.tokenSets + members.length, first, second, live, errorsLogged, wrong })
  } finally {
    await emulator.close()
    await redis.stop()
  }
}

interface Findings {
  stored: number
  first: Rotated
  second: Rotated
  live: Live
  errorsLogged: number
  wrong: number
}

type Rotated = Awaited<ReturnType<typeof runRotation>>

function report({ stored, first, second, live, errorsLogged, wrong }: Findings): string {
  const isProgress = (line: string) => / of [\d,]+ sealed anew, /.test(line)
  const [greeting, ...end] = first.lines
  const progress = end.filter(isProgress)
  const [, sealed = 'none'] = /^Done: ([\d,]+) /m.exec(first.lines.join('\n')) ?? []
  return `# Rotating the keys under a running server

Made by \`pnpm bench rotation\`. Redis with \`appendfsync always\`, the API, the emulator, people and the rotation on one machine: ${machineLine()}.

| the rotation | |
| --- | --- |
| token sets stored at its start | ${few(stored)} |
| sealed anew by the first run | ${sealed} |
| seconds, counting before and after included | ${first.seconds.toFixed(1)} |
| lines of progress | ${progress.length} |
| seconds of the second run | ${second.seconds.toFixed(1)} |
| errors in the API's log | ${errorsLogged} |
| token sets that are not as they have to be with the new key alone | ${wrong} |

| meanwhile | done | failed |
| --- | --- | --- |
| tests of connections, through the API and Intercom | ${few(live.tests.done)} | ${few(live.tests.failed)} |
| reconnect, disconnect, connect, tested each time | ${few(live.changes.done)} | ${few(live.changes.failed)} |
| stored tokens opened | ${few(live.openings.done)} | ${few(live.openings.failed)} |
| stored tokens renewed | ${few(live.renewals.done)} | ${few(live.renewals.failed)} |

What was renewed before its turn came needed no other seal. The first run, of its progress the first and the last line:

\`\`\`text
${[greeting, progress[0], progress.at(-1), ...end.filter((line) => !isProgress(line))].join('\n')}
\`\`\`

The second run:

\`\`\`text
${second.lines.join('\n')}
\`\`\`
`
}
