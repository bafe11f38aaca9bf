/** A client as the benchmark uses it; each of its files does so in that client's own plain way. */
export interface Subject {
  me(): Promise<unknown>
  listContacts(perPage: number): Promise<unknown>
  /** Reads every contact, a page after the other; resolves to how many. */
  readContacts(options: ReadOptions): Promise<number>
}

export interface ReadOptions {
  /** `undefined` leaves it to the client. */
  perPage?: number | undefined
  /** Done by the reader for each 150 contacts; what a database write would take. */
  workMs: number
}

export const subjectNames = ['latchkey', 'official', 'undici'] as const
export type SubjectName = (typeof subjectNames)[number]

export interface SubjectInput {
  url: string
  token: string
  /** The built Latchkey client. */
  clientPath: string
}

export const contactsAtWork = 150
