import type { Emulator } from '../../create-emulator.ts'
import type { RouteName } from '../../route-names.ts'
import type { Answer } from '../check-answer.ts'

export interface AskInput {
  /** Path parameters by the names of the route. */
  params?: Readonly<Record<string, string>>
  query?: Readonly<Record<string, string | number | boolean>>
  json?: unknown
  /** Replaces the asker's own. */
  token?: string
  /** Replaces the version that is recorded. */
  version?: string
}

/** Sends one call over real HTTP, records the answer and returns it. */
export type Ask = (route: RouteName, input?: AskInput) => Promise<Answer>

/** How many calls may be left in a rate limit window before the clock is moved to the next one. */
const callsKept = 20
const windowMs = 10_000

/** Calls emulators in one version and keeps every answer. */
export function createRecorder(version: string) {
  const answers: Answer[] = []
  return {
    /** Everything that was answered, in order. */
    answers: (): readonly Answer[] => answers,
    asker:
      (emulator: Emulator, token: string): Ask =>
      async (route, input = {}) => {
        const response = await fetch(`${emulator.url}${target(route, input)}`, {
          method: route.slice(0, route.indexOf(' ')),
          headers: {
            accept: 'application/json',
            authorization: `Bearer ${input.token ?? token}`,
            'intercom-version': input.version ?? version,
            ...('json' in input && { 'content-type': 'application/json' }),
          },
          ...('json' in input && { body: JSON.stringify(input.json) }),
        })
        // So that a record of a run reads the same after every run.
        const text = (await response.text()).replaceAll(emulator.url, 'http://intercom.example')
        const body: unknown = text === '' ? undefined : JSON.parse(text)
        const answer: Answer = { route, status: response.status, body }
        answers.push(answer)
        const remaining = response.headers.get('x-ratelimit-remaining')
        const limit = Number(response.headers.get('x-ratelimit-limit'))
        // A small limit is there to be met.
        if (limit > 2 * callsKept && Number(remaining) < callsKept) {
          emulator.control.moveClock({ advanceMs: windowMs })
        }
        return answer
      },
  }
}

function target(route: string, { params = {}, query = {} }: AskInput): string {
  const path = route
    .slice(route.indexOf(' ') + 1)
    .replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? `no-${name}`))
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))
  return search.size === 0 ? path : `${path}?${search.toString()}`
}
