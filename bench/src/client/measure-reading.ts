import { median } from '../median.ts'
import type { Plan } from '../plan.ts'
import { runChild } from '../run-child.ts'
import type { Reading, ReadingInput } from './drive-reading.ts'
import { subjectNames } from './subjects/subject.ts'
import type { SubjectInput, SubjectName } from './subjects/subject.ts'

const script = new URL('drive-reading.ts', import.meta.url)

/** Ways to read every contact. */
const cases = [
  { name: 'each with its own defaults', perPage: undefined, workMs: 0 },
  { name: 'all with 150 a page', perPage: 150, workMs: 0 },
  { name: 'all with 150 a page, the reader works 20 ms for each 150 contacts', perPage: 150, workMs: 20 },
]

export interface ReadingResult {
  name: string
  /** Seconds, medians over the rounds. */
  bySubject: Record<SubjectName, number>
  /** How many times faster Latchkey was than the official client. */
  timesFaster: number
}

/**
 * Reads every contact page after page through a server that takes 20 ms for each.
 *
 * @throws Error when a subject does not see every contact once
 */
export async function measureReading(input: SubjectInput, plan: Plan): Promise<ReadingResult[]> {
  const results: ReadingResult[] = []
  for (const { name, ...options } of cases) {
    const seconds: Record<SubjectName, number[]> = { latchkey: [], official: [], undici: [] }
    for (let round = 0; round < Math.min(plan.rounds, 3); round += 1) {
      for (const subject of subjectNames) {
        const reading = await runChild<Reading>(script, {
          ...input,
          ...options,
          subject,
        } satisfies ReadingInput)
        if (reading.contacts !== plan.contacts) {
          throw new Error(`${subject} read ${reading.contacts} of ${plan.contacts} contacts`)
        }
        seconds[subject].push(reading.seconds)
      }
    }
    const bySubject = {
      latchkey: median(seconds.latchkey),
      official: median(seconds.official),
      undici: median(seconds.undici),
    }
    results.push({ name, bySubject, timesFaster: bySubject.official / bySubject.latchkey })
  }
  return results
}
