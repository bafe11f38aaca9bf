import { createAnswerCheck } from './check-answer.ts'
import type { Answer } from './check-answer.ts'
import { describedRoutes } from './described-routes.ts'
import type { Description } from './description.ts'
import { otherForms } from './exceptions.ts'
import { driveEmulator } from './drive/drive-emulator.ts'
import { fieldsIn } from './fields-in.ts'
import { listIn, textIn } from './drive/read-json.ts'
import type { Mismatch } from './mismatch.ts'

export interface DescriptionRun {
  version: string
  answers: readonly Answer[]
  /** Every described answer: an operation and its status. */
  described: string[]
  /** Every refusal that the description shows, in words: see `refusalOf`. */
  shownRefusals: string[]
  /** Fields that the description's examples show and no answer to the operation has, each with its operation. */
  unsent: { route: string; path: string }[]
  /** How the answers differ from the description. */
  mismatches: Mismatch[]
  /** How the description's own examples differ from it. */
  inExamples: Mismatch[]
}

/** Drives the emulator in the description's version and compares every answer with it. */
export async function runDescription(description: Description): Promise<DescriptionRun> {
  const check = createAnswerCheck(description, otherForms)
  const examples = examplesOf(description)
  const answers = await driveEmulator(description.version)
  return {
    version: description.version,
    answers,
    described: describedRoutes.flatMap((route) =>
      [...(description.answersOf(route)?.keys() ?? [])].map((status) => `${route} ${status}`),
    ),
    mismatches: answers.flatMap(check),
    inExamples: examples.flatMap(check),
    unsent: unsentIn(answers, examples),
    shownRefusals: examples.filter(({ status }) => status >= 400).map(refusalOf),
  }
}

function examplesOf(description: Description): Answer[] {
  return describedRoutes.flatMap((route) =>
    [...(description.answersOf(route) ?? [])].flatMap(([status, { examples }]) =>
      examples.map(({ value }) => ({ route, status, body: value })),
    ),
  )
}

function unsentIn(answers: readonly Answer[], examples: readonly Answer[]): DescriptionRun['unsent'] {
  const keyOf = ({ route, status }: Answer, path: string) => `${route} ${status} ${path}`
  const sent = new Set(
    answers.flatMap((answer) => [...fieldsIn(answer.body)].map((path) => keyOf(answer, path))),
  )
  return examples.flatMap((example) =>
    [...fieldsIn(example.body)]
      .filter((path) => !sent.has(keyOf(example, path)))
      .map((path) => ({ route: example.route, path })),
  )
}

/** An operation, a status, and what was wrong in Intercom's words, the code first. */
export function refusalOf({ route, status, body }: Answer): string {
  const errors = listIn(body, 'errors').map(
    (error) => `${textIn(error, 'code')}: ${textIn(error, 'message')}`,
  )
  return `${route} ${status} ${errors.join('; ')}`
}
