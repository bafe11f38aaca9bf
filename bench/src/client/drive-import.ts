import process from 'node:process'
import { openSubject } from './subjects/open-subject.ts'
import type { SubjectInput, SubjectName } from './subjects/subject.ts'

export interface ImportInput extends SubjectInput {
  subject: SubjectName
  /** What is imported: the module's name or file URL. */
  module: string
}

export interface ImportCost {
  importMs: number
  /** From the start of the import to the first answer of `/me`: what was put off at import is paid here. */
  firstAnswerMs: number
  /** What the import alone added to the process. */
  importBytes: number
}

const input = JSON.parse(process.argv[2] ?? '{}') as ImportInput
const bytesBefore = process.memoryUsage.rss()
const startedAt = performance.now()
await import(input.module)
const importMs = performance.now() - startedAt
const importBytes = process.memoryUsage.rss() - bytesBefore
const subject = await openSubject(input.subject, input)
await subject.me()
const result: ImportCost = { importMs, firstAnswerMs: performance.now() - startedAt, importBytes }
console.log(JSON.stringify(result))
process.exit(0)
