import type { Browser } from '@latchkey/test-kit'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  authorise,
  comeBack,
  elodie,
  isla,
  jonas,
  maya,
  sessionOf,
  start,
  tomas,
  type Person,
} from '../../test/connect.ts'
import { startTestApp, type TestApp } from '../../test/test-app.ts'

const people = [maya, tomas, jonas, elodie, isla]
const browserCount = 3

let api: TestApp

beforeAll(async () => {
  api = await startTestApp()
})
afterAll(() => api.close())

type Action =
  | { kind: 'start'; browser: number; person: number }
  | { kind: 'deliver'; flow: number; browser: number }
  | { kind: 'signOut'; browser: number }

const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('start' as const),
      browser: fc.nat(browserCount - 1),
      person: fc.nat(people.length - 1),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('deliver' as const),
      flow: fc.nat(9),
      browser: fc.nat(browserCount - 1),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('signOut' as const), browser: fc.nat(browserCount - 1) }),
  },
)
/** Actions of one group happen at the same moment. */
const course = fc.array(fc.array(action, { minLength: 1, maxLength: 3 }), { minLength: 3, maxLength: 8 })

interface StartedFlow {
  starter: number
  person: Person
  callback: string
  /** Browsers that the callback was delivered to. */
  deliveredTo: Set<number>
}

async function play(groups: Action[][]): Promise<{ flows: StartedFlow[]; browsers: Browser[] }> {
  const browsers = Array.from({ length: browserCount }, () => api.browser())
  const browserAt = (at: number) => browsers[at % browserCount] ?? api.browser()
  const flows: StartedFlow[] = []
  const act = async (step: Action) => {
    const browser = browserAt(step.browser)
    if (step.kind === 'signOut') return void (await browser.fetch('/api/session', { method: 'DELETE' }))
    if (step.kind === 'start') {
      const person = people[step.person] ?? maya
      const callback = await authorise(await start(browser), person)
      return void flows.push({ starter: step.browser, person, callback, deliveredTo: new Set() })
    }
    const flow = flows[step.flow % Math.max(1, flows.length)]
    if (flow === undefined) return undefined
    flow.deliveredTo.add(step.browser)
    await comeBack(browser, flow.callback)
  }
  for (const group of groups) await Promise.all(group.map(act))
  return { flows, browsers }
}

test(
  'a code is only ever exchanged in the browser that asked for it, and once',
  { timeout: 60_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(course, async (groups) => {
        await api.redis.client().flushall()
        api.emulator.control.reset()
        const { flows, browsers } = await play(groups)
        const { counters } = api.emulator.control.state()
        const delivered = flows.filter(({ starter, deliveredTo }) => deliveredTo.has(starter))
        expect(counters.tokenExchanges).toBeLessThanOrEqual(delivered.length)
        expect(counters.codesExchanged).toBe(counters.tokenExchanges)
        expect(counters.uninstalls).toBe(0)
        for (const [at, browser] of browsers.entries()) {
          const session = await sessionOf(browser)
          const asked = flows
            .filter(({ starter }) => starter === at)
            .map(({ person }) => `${person.workspaceId} ${person.adminId}`)
          const shown = session.status === 'connected' ? session.connections : []
          expect(asked).toEqual(
            expect.arrayContaining(shown.map(({ workspace, admin }) => `${workspace.id} ${admin.id}`)),
          )
        }
      }),
      { numRuns: 40 },
    )
  },
)
