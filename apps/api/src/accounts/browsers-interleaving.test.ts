import { scanRedis, type Browser } from '@latchkey/test-kit'
import { ActiveSessionList } from '@latchkey/shared/contract'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, maya, sessionOf } from '../../test/connect.ts'
import { startTestApp, type TestApp } from '../../test/test-app.ts'

const browserCount = 4

let api: TestApp

beforeAll(async () => {
  api = await startTestApp()
})
afterAll(() => api.close())

const kinds = ['connect', 'signOut', 'endOne', 'endOthers', 'endEveryone'] as const
const action = fc.record({
  kind: fc.constantFrom(...kinds, 'connect' as const),
  browser: fc.nat(browserCount - 1),
  target: fc.nat(browserCount - 1),
})
type Action = typeof action extends fc.Arbitrary<infer Value> ? Value : never
/** Actions of one group happen at the same moment. */
const course = fc.array(fc.array(action, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 6 })

/** The lineage of each browser that is signed in, in the place of the browser. */
async function lineagesOf(browsers: readonly Browser[]): Promise<(string | undefined)[]> {
  return await Promise.all(
    browsers.map(async (browser) => {
      const response = await browser.fetch('/api/sessions')
      if (response.status === 401) return undefined
      return ActiveSessionList.parse(await response.json()).items.find(({ current }) => current)?.id
    }),
  )
}

/** Does one action, and says whose sessions it has ended for certain. */
async function act(
  browsers: readonly Browser[],
  { kind, browser: at, target }: Action,
  lineages: readonly (string | undefined)[],
): Promise<number[]> {
  const browser = browsers[at] ?? api.browser()
  const remove = async (path: string) => (await browser.fetch(path, { method: 'DELETE' })).status
  const all = browsers.map((_, place) => place)
  switch (kind) {
    case 'connect':
      await connect(browser, maya)
      return []
    case 'signOut':
      return (await remove('/api/session')) === 204 ? [at] : []
    case 'endOne':
      return (await remove(`/api/sessions/${lineages[target] ?? 'n'.repeat(22)}`)) === 204 ? [target] : []
    case 'endOthers':
      return (await remove('/api/sessions')) === 204 ? all.filter((place) => place !== at) : []
    case 'endEveryone':
      return (await remove('/api/sessions?include=current')) === 204 ? all : []
  }
}

/** The hashes that the index of sessions names, and those that have a record. */
async function indexAndRecords(): Promise<{ index: string[]; records: string[] }> {
  const keys = (await scanRedis(api.redis.client())).map(({ key }) => key)
  const indexes = keys.filter((key) => key.endsWith(':sessions'))
  const named = await Promise.all(indexes.map((key) => api.redis.client().zrange(key, '0', '-1')))
  const records = keys.filter((key) => key.includes(':session:')).map((key) => key.split(':').at(-1) ?? '')
  return { index: named.flat().toSorted(), records: records.toSorted() }
}

test(
  'whatever browsers do to each other at once, who was signed out stays so, and the list is the truth',
  { timeout: 60_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(course, async (groups) => {
        await api.redis.client().flushall()
        api.emulator.control.reset()
        const browsers = Array.from({ length: browserCount }, () => api.browser())
        for (const group of groups) {
          const before = await lineagesOf(browsers)
          const ended = (await Promise.all(group.map((one) => act(browsers, one, before)))).flat()
          const connecting = new Set(
            group.filter(({ kind }) => kind === 'connect').map(({ browser }) => browser),
          )
          const after = await lineagesOf(browsers)
          const isIdle = (at: number) => !connecting.has(at)
          expect(ended.filter(isIdle).map((at) => after[at])).toEqual(
            ended.filter(isIdle).map(() => undefined),
          )
          const stillOut = before.flatMap((lineage, at) =>
            lineage === undefined && isIdle(at) ? [after[at]] : [],
          )
          expect(stillOut.filter((lineage) => lineage !== undefined)).toEqual([])
          const { index, records } = await indexAndRecords()
          expect(index).toEqual(records)
          const statuses = await Promise.all(
            browsers.map(async (browser) => (await sessionOf(browser)).status),
          )
          expect(statuses).toEqual(
            after.map((lineage) => (lineage === undefined ? 'anonymous' : 'connected')),
          )
        }
      }),
      { numRuns: 40 },
    )
  },
)
