import process from 'node:process'
import { openSubject } from './subjects/open-subject.ts'
import type { ReadOptions, SubjectInput, SubjectName } from './subjects/subject.ts'

export interface ReadingInput extends SubjectInput, ReadOptions {
  subject: SubjectName
}

export interface Reading {
  seconds: number
  contacts: number
}

const input = JSON.parse(process.argv[2] ?? '{}') as ReadingInput
const subject = await openSubject(input.subject, input)
await subject.me()
const startedAt = performance.now()
const contacts = await subject.readContacts({ perPage: input.perPage, workMs: input.workMs })
const result: Reading = { seconds: (performance.now() - startedAt) / 1_000, contacts }
console.log(JSON.stringify(result))
process.exit(0)
