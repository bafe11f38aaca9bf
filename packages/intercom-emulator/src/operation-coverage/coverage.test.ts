import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { routeNames } from '../route-names.ts'
import type { RouteName } from '../route-names.ts'
import { startEmulator } from '../start-emulator.ts'
import { coverage } from './coverage.ts'
import { coverageTable, withCoverageTable } from './coverage-table.ts'
import { gaps } from './gaps.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

test('every route is in the list exactly once, and nothing else is', () => {
  expect(coverage.map(({ route }) => route)).toEqual(routeNames)
})

test.for(routeNames)('%s is answered, by the emulator itself', async (route: RouteName) => {
  const emulator = await startEmulator()
  const [method = '', path = ''] = route.split(' ')
  const answer = await fetch(`${emulator.url}${path.replaceAll(/:\w+/g, '1')}`, { method })
  await answer.arrayBuffer()
  // Without a token or a client: refused by whatever is there, and counted as this route.
  expect([200, 400, 401]).toContain(answer.status)
  expect(emulator.control.requests().counters[route]).toBe(1)
})

test.for(gaps)('$route is not answered', async ({ route }) => {
  const emulator = await startEmulator()
  const [method = '', path = ''] = route.split(' ')
  const answer = await fetch(`${emulator.url}${path.replaceAll(/:\w+/g, '1')}`, { method })
  await answer.arrayBuffer()
  // A path that is taken by another operation's parameter is refused for want of a token.
  const isTaken = Object.values(emulator.control.requests().counters).some((count) => count > 0)
  expect(answer.status).toBe(isTaken ? 401 : 404)
  expect(coverage.map((operation) => String(operation.route))).not.toContain(route)
})

test.for(coverage)('$route is shown by a test that is there', ({ shownBy: [file, name] }) => {
  const quoted = [`'${name}'`, `"${name}"`]
  const tests = read(`../${file}`)
  expect(quoted.filter((text) => tests.includes(text))).toHaveLength(1)
})

test('the README has the table as it is generated', () => {
  const readme = read('../../README.md')
  expect(withCoverageTable(readme)).toBe(readme)
})

test('the table has a line for every operation, and says what is missing', () => {
  const lines = coverageTable().split('\n')
  expect(lines).toHaveLength(2 + coverage.length + gaps.length)
  expect(new Set(lines.map((line) => line.length)).size).toBe(1)
  expect(lines.filter((line) => line.includes('| partial'))).toHaveLength(
    coverage.filter(({ missing }) => missing !== undefined).length,
  )
})

test('a text without exactly one place for the table is refused', () => {
  expect(() => withCoverageTable('nothing')).toThrow(/once/)
})
