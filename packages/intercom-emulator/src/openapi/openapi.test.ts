import { env, stdout } from 'node:process'
import { beforeAll, describe, expect, test } from 'vitest'
import { apiVersions } from '../rest/operation.ts'
import { readDescriptions } from './description.ts'
import { isOfForm } from './check-answer.ts'
import { describedRoutes } from './described-routes.ts'
import { exceptions, otherForms, unsentFields } from './exceptions.ts'
import { judgeMismatches } from './judge-mismatches.ts'
import type { Judgement } from './judge-mismatches.ts'
import { refusalOf, runDescription } from './run-description.ts'
import type { DescriptionRun } from './run-description.ts'
import { summaryOf } from './summary.ts'

const path = env['INTERCOM_OPENAPI']

if (path === undefined) {
  stdout.write(
    "Skipped: the emulator's answers against Intercom's OpenAPI descriptions. To run it: " +
      'INTERCOM_OPENAPI=<the folder "descriptions" of github.com/intercom/Intercom-OpenAPI> vitest run src/openapi\n',
  )
}

describe.skipIf(path === undefined)("every answer is as Intercom's descriptions have it", () => {
  let runs: DescriptionRun[]
  let judgement: Judgement

  beforeAll(async () => {
    const descriptions = readDescriptions(path ?? '', apiVersions)
    runs = await Promise.all(descriptions.map(runDescription))
    judgement = judgeMismatches(
      runs.flatMap(({ mismatches }) => mismatches),
      {
        exceptions,
        versions: runs.map(({ version }) => version),
        inExamples: runs.flatMap(({ inExamples }) => inExamples),
      },
    )
    stdout.write(`\n${summaryOf(runs, judgement)}\n`)
  }, 120_000)

  test('every operation succeeded at least once in every version', () => {
    const missing = runs.flatMap(({ version, answers }) => {
      const succeeded = new Set(
        answers.filter(({ status }) => status < 300).map(({ route }) => String(route)),
      )
      return describedRoutes.filter((route) => !succeeded.has(route)).map((route) => `${version} ${route}`)
    })
    expect(missing).toEqual([])
  })

  test('every described status of every operation was answered', () => {
    const missing = runs.flatMap(({ version, answers, described }) => {
      const seen = new Set(answers.map(({ route, status }) => `${route} ${status}`))
      return described.filter((answer) => !seen.has(answer)).map((answer) => `${version} ${answer}`)
    })
    expect(missing).toEqual([])
  })

  test('every refusal that a description shows was answered in the same words', () => {
    const missing = runs.flatMap(({ version, answers, shownRefusals }) => {
      const answered = new Set(answers.map(refusalOf))
      return shownRefusals
        .filter((refusal) => !answered.has(refusal))
        .map((refusal) => `${version} ${refusal}`)
    })
    expect(missing).toEqual([])
  })

  test('every field that an example shows was sent, but for those named', () => {
    const unsent = runs.flatMap(({ version, unsent: fields }) =>
      fields.map((field) => ({ version, ...field })),
    )
    const named = unsentFields.flatMap((field) =>
      field.versions.flatMap((version) => field.routes.map((route) => ({ ...field, version, route }))),
    )
    const isOf = (field: (typeof unsent)[number]) => (name: (typeof named)[number]) =>
      name.version === field.version && name.route === field.route && name.path.test(field.path)
    expect(unsent.filter((field) => !named.some(isOf(field)))).toEqual([])
    const checked = named.filter(({ version }) => runs.some((run) => run.version === version))
    expect(checked.filter((name) => !unsent.some((field) => isOf(field)(name)))).toEqual([])
  })

  test('nothing was answered as a defect of the emulator', () => {
    const defects = runs.flatMap(({ answers }) => answers.filter(({ status }) => status >= 500))
    expect(defects).toEqual([])
  })

  test('no answer differs from its description unexplained', () => {
    const places = judgement.unexplained.map(({ version, route, status, kind, path }) =>
      [version, route, status, kind, path].join(' · '),
    )
    expect([...new Set(places)]).toEqual([])
  })

  test('every exception explains an answer of every version and path that it names', () => {
    expect(judgement.stale).toEqual([])
  })

  test('every other form was met in every version that it names', () => {
    const unmet = otherForms.flatMap((form) =>
      runs
        .filter(({ version }) => form.versions.includes(version))
        .filter(({ answers }) => !answers.some((answer) => isOfForm(answer, form)))
        .map(({ version }) => `${version} ${form.route} ${form.type}`),
    )
    expect(unmet).toEqual([])
  })

  test("what the descriptions' own examples are said to show is there", () => {
    expect(judgement.unfounded).toEqual([])
  })
})
