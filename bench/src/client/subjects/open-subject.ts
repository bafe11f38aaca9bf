import type { Subject, SubjectInput, SubjectName } from './subject.ts'

/** Loads one subject and nothing of the others, so that memory and start are its own. */
export async function openSubject(name: SubjectName, input: SubjectInput): Promise<Subject> {
  switch (name) {
    case 'latchkey':
      return (await import('./latchkey.ts')).latchkeySubject(input)
    case 'official':
      return (await import('./official.ts')).officialSubject(input)
    case 'undici':
      return (await import('./bare-undici.ts')).bareUndiciSubject(input)
  }
}
