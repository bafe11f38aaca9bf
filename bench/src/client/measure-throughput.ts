import { median } from '../median.ts'
import type { Plan } from '../plan.ts'
import { runChild } from '../run-child.ts'
import type { Throughput, ThroughputInput } from './drive-throughput.ts'
import { measuredCalls } from './measured-calls.ts'
import { subjectNames } from './subjects/subject.ts'
import type { SubjectInput, SubjectName } from './subjects/subject.ts'

const script = new URL('drive-throughput.ts', import.meta.url)

/** One call at one number in flight, for every subject. */
export interface ThroughputResult {
  call: ThroughputInput['call']
  inFlight: number
  /** Medians over the rounds. */
  bySubject: Record<SubjectName, Throughput>
  /** Requests per second of Latchkey over the other's, in the same round: median, least and most. */
  ratios: Record<'official' | 'undici', { median: number; least: number; most: number }>
}

/** Measures every call at 1 and 16 in flight; within a round the subjects take turns. */
export async function measureThroughput(input: SubjectInput, plan: Plan): Promise<ThroughputResult[]> {
  const results: ThroughputResult[] = []
  for (const call of measuredCalls) {
    for (const inFlight of [1, 16]) {
      const rounds: Record<SubjectName, Throughput>[] = []
      for (let round = 0; round < plan.rounds; round += 1) {
        rounds.push(await measureRound({ ...input, call, inFlight, ...timesOf(plan) }, round))
      }
      results.push(summaryOf({ call, inFlight }, rounds))
    }
  }
  return results
}

async function measureRound(
  input: Omit<ThroughputInput, 'subject'>,
  round: number,
): Promise<Record<SubjectName, Throughput>> {
  const measured = new Map<SubjectName, Throughput>()
  // Nobody is always first.
  const turns = subjectNames.map((_name, index) => subjectNames[(index + round) % subjectNames.length])
  for (const subject of turns) {
    if (subject === undefined) continue
    measured.set(subject, await runChild<Throughput>(script, { ...input, subject }))
  }
  // One entry for each name: the turns are a rotation of the names.
  return Object.fromEntries(measured) as Record<SubjectName, Throughput>
}

function timesOf({ warmupMs, measureMs }: Plan) {
  return { warmupMs, measureMs }
}

function summaryOf(
  what: Pick<ThroughputResult, 'call' | 'inFlight'>,
  rounds: readonly Record<SubjectName, Throughput>[],
): ThroughputResult {
  const middle = (subject: SubjectName): Throughput => ({
    requestsPerSecond: median(rounds.map((round) => round[subject].requestsPerSecond)),
    cpuMicroseconds: median(rounds.map((round) => round[subject].cpuMicroseconds)),
    residentBytes: median(rounds.map((round) => round[subject].residentBytes)),
  })
  const ratioTo = (other: SubjectName) => {
    const ratios = rounds.map((round) => round.latchkey.requestsPerSecond / round[other].requestsPerSecond)
    return { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) }
  }
  return {
    ...what,
    bySubject: { latchkey: middle('latchkey'), official: middle('official'), undici: middle('undici') },
    ratios: { official: ratioTo('official'), undici: ratioTo('undici') },
  }
}
