import { routeNames } from '../route-names.ts'
import type { RouteName } from '../route-names.ts'
import { createAnswerCheck } from './check-answer.ts'
import type { Answer } from './check-answer.ts'
import type { Description } from './description.ts'
import { otherForms } from './exceptions.ts'
import { driveEmulator } from './drive/drive-emulator.ts'
import type { Mismatch } from './mismatch.ts'

/** Routes that no description has: the pages and calls of OAuth, and what is described in prose only. */
export const undescribedRoutes: readonly RouteName[] = [
  'GET /oauth',
  'POST /oauth',
  'POST /auth/eagle/token',
  'POST /auth/uninstall',
  'POST /app_install/status',
]

export const describedRoutes = routeNames.filter((route) => !undescribedRoutes.includes(route))

export interface DescriptionRun {
  version: string
  answers: readonly Answer[]
  /** Every described answer: an operation and its status. */
  described: string[]
  /** How the answers differ from the description. */
  mismatches: Mismatch[]
  /** How the description's own examples differ from it. */
  inExamples: Mismatch[]
}

/** Drives the emulator in the description's version and compares every answer with it. */
export async function runDescription(description: Description): Promise<DescriptionRun> {
  const check = createAnswerCheck(description, otherForms)
  const answers = await driveEmulator({ version: description.version, routes: describedRoutes })
  return {
    version: description.version,
    answers,
    described: describedRoutes.flatMap((route) =>
      [...(description.answersOf(route)?.keys() ?? [])].map((status) => `${route} ${status}`),
    ),
    mismatches: answers.flatMap(check),
    inExamples: examplesOf(description).flatMap(check),
  }
}

function examplesOf(description: Description): Answer[] {
  return describedRoutes.flatMap((route) =>
    [...(description.answersOf(route) ?? [])].flatMap(([status, { examples }]) =>
      examples.map(({ value }) => ({ route, status, body: value })),
    ),
  )
}
