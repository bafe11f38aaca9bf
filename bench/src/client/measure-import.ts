import { pathToFileURL } from 'node:url'
import { median } from '../median.ts'
import type { Plan } from '../plan.ts'
import { runChild } from '../run-child.ts'
import type { ImportCost, ImportInput } from './drive-import.ts'
import { subjectNames } from './subjects/subject.ts'
import type { SubjectInput, SubjectName } from './subjects/subject.ts'

const script = new URL('drive-import.ts', import.meta.url)

/** What a process pays before it can make its first call; medians over the rounds. */
export async function measureImport(
  input: SubjectInput,
  plan: Plan,
): Promise<Record<SubjectName, ImportCost>> {
  const modules: Record<SubjectName, string> = {
    latchkey: pathToFileURL(input.clientPath).href,
    official: import.meta.resolve('intercom-client'),
    undici: import.meta.resolve('undici'),
  }
  const costs: Record<SubjectName, ImportCost[]> = { latchkey: [], official: [], undici: [] }
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const subject of subjectNames) {
      const cost = await runChild<ImportCost>(script, {
        ...input,
        subject,
        module: modules[subject],
      } satisfies ImportInput)
      costs[subject].push(cost)
    }
  }
  return {
    latchkey: middleOf(costs.latchkey),
    official: middleOf(costs.official),
    undici: middleOf(costs.undici),
  }
}

function middleOf(costs: readonly ImportCost[]): ImportCost {
  return {
    importMs: median(costs.map((cost) => cost.importMs)),
    firstAnswerMs: median(costs.map((cost) => cost.firstAnswerMs)),
    importBytes: median(costs.map((cost) => cost.importBytes)),
  }
}
