import process from 'node:process'
import type { MeasuredCall } from './measured-calls.ts'
import { openSubject } from './subjects/open-subject.ts'
import type { SubjectInput, SubjectName } from './subjects/subject.ts'

export interface ThroughputInput extends SubjectInput {
  subject: SubjectName
  call: MeasuredCall
  inFlight: number
  warmupMs: number
  measureMs: number
}

export interface Throughput {
  requestsPerSecond: number
  /** Of the client's own process, microseconds a request. */
  cpuMicroseconds: number
  residentBytes: number
}

const input = JSON.parse(process.argv[2] ?? '{}') as ThroughputInput
const subject = await openSubject(input.subject, input)
const call = callOf(input.call)

await keepCalling(input.warmupMs)
const cpuBefore = process.cpuUsage()
const startedAt = performance.now()
const requests = await keepCalling(input.measureMs)
const seconds = (performance.now() - startedAt) / 1_000
const { user, system } = process.cpuUsage(cpuBefore)
const result: Throughput = {
  requestsPerSecond: requests / seconds,
  cpuMicroseconds: (user + system) / requests,
  residentBytes: process.memoryUsage.rss(),
}
console.log(JSON.stringify(result))
process.exit(0)

function callOf(name: MeasuredCall): () => Promise<unknown> {
  switch (name) {
    case 'me':
      return () => subject.me()
    case 'contacts of 10':
      return () => subject.listContacts(10)
    case 'contacts of 50':
      return () => subject.listContacts(50)
  }
}

async function keepCalling(forMs: number): Promise<number> {
  let done = 0
  const endsAt = performance.now() + forMs
  async function callOneAfterAnother(): Promise<void> {
    while (performance.now() < endsAt) {
      await call()
      done += 1
    }
  }
  await Promise.all(Array.from({ length: input.inFlight }, callOneAfterAnother))
  return done
}
