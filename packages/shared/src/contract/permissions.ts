/**
 * What Latchkey asks Intercom for, in plain words: the one source for the connect page and for the review's list.
 *
 * The permissions themselves are check boxes of the app in Intercom's Developer Hub; no parameter carries them.
 *
 * @see Intercom, "OAuth scopes"
 */
export const permissions = [
  {
    label: 'Read one admin',
    words: 'Who you are',
    why: 'Your name and e-mail address, so that you can see which teammate connected.',
  },
  {
    label: 'Gather app data',
    words: 'Your workspace',
    why: 'Its name, id and hosting region.',
  },
  {
    label: 'Read and list users and companies',
    words: 'Contacts and companies',
    why: 'Latchkey may read them, and never changes them.',
  },
  {
    label: 'Read conversations',
    words: 'Conversations',
    why: 'Latchkey may read them, and never answers or changes them.',
  },
] as const
