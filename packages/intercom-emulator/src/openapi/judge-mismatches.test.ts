import { expect, test } from 'vitest'
import { judgeMismatches } from './judge-mismatches.ts'
import type { OpenApiException } from './judge-mismatches.ts'
import type { Mismatch } from './mismatch.ts'

const glow: Mismatch = {
  version: '2.16',
  route: 'GET /tags',
  status: 200,
  path: 'data[].glow',
  kind: 'unknown',
  found: 'true',
}
const glowIsRight: OpenApiException = {
  versions: ['2.16'],
  routes: ['GET /tags'],
  paths: ['data[].glow'],
  kinds: ['unknown'],
  reason: 'The example has it',
}

const judge = (mismatches: Mismatch[], exceptions: OpenApiException[], inExamples: Mismatch[] = []) =>
  judgeMismatches(mismatches, { exceptions, versions: ['2.14', '2.16'], inExamples })

test('a difference is explained by an exception of its version, operation, place and kind', () => {
  expect(judge([glow], [glowIsRight])).toEqual({
    explained: [glow],
    unexplained: [],
    stale: [],
    unfounded: [],
  })
})

test.for<[string, Partial<Mismatch>]>([
  ['version', { version: '2.14' }],
  ['operation', { route: 'GET /tags/:id' }],
  ['place', { path: 'data[].glows' }],
  ['kind', { kind: 'null' }],
])('a difference of another %s stays unexplained', ([, other]) => {
  const mismatch = { ...glow, ...other }
  expect(judge([mismatch, glow], [glowIsRight]).unexplained).toEqual([mismatch])
})

test('a pattern must match the whole place', () => {
  const anyGlow = { ...glowIsRight, paths: [/(.*\.)?glow/] }
  expect(judge([glow], [anyGlow]).unexplained).toEqual([])
  const deeper = { ...glow, path: 'data[].glow.colour' }
  expect(judge([glow, deeper], [anyGlow]).unexplained).toEqual([deeper])
})

test('an exception without operations holds for all of them', () => {
  const { routes: _, ...everywhere } = glowIsRight
  expect(judge([glow, { ...glow, route: 'GET /teams' }], [everywhere]).unexplained).toEqual([])
})

test('an exception that explains nothing is stale, and so is each version and place of it that does not', () => {
  expect(judge([], [glowIsRight]).stale).toEqual(['2.16 · GET /tags · data[].glow · unknown'])
  const broad = { ...glowIsRight, versions: ['2.14', '2.16'], paths: ['data[].glow', 'data[].hum'] }
  expect(judge([glow], [broad]).stale).toEqual([
    '2.14 · GET /tags · data[].glow · unknown',
    '2.14 · GET /tags · data[].hum · unknown',
    '2.16 · GET /tags · data[].hum · unknown',
  ])
})

test('an exception of a version that was not checked is not stale', () => {
  expect(judge([], [{ ...glowIsRight, versions: ['2.8'] }]).stale).toEqual([])
})

test('what examples are said to show must be in one of them, in whichever operation', () => {
  const shown: OpenApiException = { ...glowIsRight, shownByExamples: true }
  expect(judge([glow], [shown], [{ ...glow, route: 'POST /tags' }]).unfounded).toEqual([])
  expect(judge([glow], [shown], [{ ...glow, path: 'glow' }]).unfounded).toEqual([
    '2.16 · GET /tags · data[].glow · unknown',
  ])
})
