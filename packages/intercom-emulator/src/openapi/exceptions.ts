import type { RouteName } from '../route-names.ts'
import type { OtherForm } from './check-answer.ts'
import type { OpenApiException } from './judge-mismatches.ts'

const every = ['2.8', '2.11', '2.14', '2.16'] as const

/** A contact, alone or as an item of a list. */
const inContact = (fields: string) => [new RegExp(`(data\\[\\]\\.)?(${fields})`)]

/** A conversation, alone or as an item of a list. */
const inConversation = (fields: string) => [new RegExp(`(conversations\\[\\]\\.)?(${fields})`)]

/**
 * Answers that a description shows in its examples or tells in its text, but gives the schema of another: they are
 * held against the schema that fits. One that is not met in a version that was checked is stale.
 */
export const otherForms: readonly OtherForm[] = [
  {
    versions: every,
    route: 'GET /companies',
    type: 'company',
    schema: 'company',
    reason:
      'Asked by name or company_id it answers a single company, as its text says; only the list has a schema.',
  },
  {
    versions: ['2.8'],
    route: 'GET /conversations',
    type: 'conversation.list',
    schema: 'conversation_list',
    reason: 'The example is a conversation.list; the schema named is one for lists of news.',
  },
]

/**
 * Where Intercom's descriptions are wrong and the emulator is right.
 *
 * Each entry must explain an answer of every version and path that it names, else the suite calls it stale.
 */
export const exceptions: readonly OpenApiException[] = [
  {
    versions: every,
    routes: ['GET /me'],
    paths: ['app.secure'],
    kinds: ['unknown'],
    reason: 'The example of the answer has it.',
    shownByExamples: true,
  },
  {
    versions: every,
    paths: inContact('(tags|notes|companies)(\\.data\\[\\])?\\.url'),
    kinds: ['format'],
    reason:
      'Called a URI, and a path without a host in the schema’s own example and in those of the answers.',
    shownByExamples: true,
  },
  {
    versions: every,
    paths: inContact('(tags|notes)\\.data\\[\\]\\.type'),
    kinds: ['format'],
    reason: 'Called a URI; the schema’s own example is the word "note".',
  },
  {
    versions: every,
    paths: inContact('(social_profiles|tags|notes)\\.type'),
    kinds: ['unknown'],
    reason: 'The examples of contacts have it: "list".',
    shownByExamples: true,
  },
  {
    versions: ['2.8', '2.14', '2.16'],
    paths: inContact('companies\\.type'),
    kinds: ['unknown'],
    reason: 'The examples of contacts have it, and version 2.11 describes it.',
    shownByExamples: true,
  },
  {
    versions: every,
    paths: inContact('opted_(in|out)_subscription_types'),
    kinds: ['unknown'],
    reason: 'The examples of contacts have both lists.',
    shownByExamples: true,
  },
  {
    versions: every,
    paths: inContact('location\\.(country|continent)_code'),
    kinds: ['unknown'],
    reason: 'The examples of contacts have both codes.',
    shownByExamples: true,
  },
  {
    versions: every,
    paths: inContact('utm_(campaign|content|medium|source|term)|referrer'),
    kinds: ['unknown'],
    reason: 'The examples of contacts have them.',
    shownByExamples: true,
  },
  {
    versions: every,
    paths: ['pages.next.page'],
    kinds: ['unknown'],
    reason: 'The example in "Pagination (cursor-based)" has the number of the next page beside its cursor.',
  },
  {
    versions: every,
    routes: ['GET /companies', 'POST /companies/list', 'GET /contacts/:id/notes'],
    paths: ['pages.next'],
    kinds: ['type'],
    reason:
      'These lists go by page number: next is an address, as the schema pages_link has it, not a cursor.',
  },
  {
    versions: ['2.11'],
    routes: ['GET /companies/scroll'],
    paths: ['pages'],
    kinds: ['null'],
    reason: 'The example of the answer has null.',
    shownByExamples: true,
  },
  {
    versions: ['2.11'],
    routes: ['GET /tags'],
    paths: ['data[].applied_at', 'data[].applied_by'],
    kinds: ['required'],
    reason: 'A tag that is listed by itself was applied to nothing; the example of the answer has neither.',
    shownByExamples: true,
  },
  {
    versions: every,
    paths: inConversation('topics'),
    kinds: ['unknown'],
    reason: 'The examples of conversations have it.',
    shownByExamples: true,
  },
  {
    versions: ['2.11', '2.14', '2.16'],
    paths: inConversation('ticket'),
    kinds: ['unknown'],
    reason: 'The examples of conversations have it.',
    shownByExamples: true,
  },
  {
    versions: ['2.11'],
    paths: inConversation('conversation_rating|first_contact_reply|statistics'),
    kinds: ['null'],
    reason: 'The examples of conversations have null; every other version allows it.',
    shownByExamples: true,
  },
  {
    versions: every,
    paths: [
      ...inConversation('source\\.author\\.email'),
      'conversation_parts.conversation_parts[].author.email',
    ],
    kinds: ['format'],
    reason:
      'Contacts without an address write too, and the schema has no value for them; the switch missingEmail chooses one.',
  },
  {
    versions: ['2.8', '2.11', '2.14'],
    routes: ['GET /data_attributes'],
    paths: ['data[].model'],
    kinds: ['enum'],
    reason: 'The parameter model of the very operation takes conversation.',
  },
]

/** Fields that the examples of a description show and the emulator never sends. */
export interface UnsentField {
  versions: readonly string[]
  routes: readonly RouteName[]
  path: RegExp
  /** Why not. */
  reason: string
}

export const unsentFields: readonly UnsentField[] = [
  {
    versions: ['2.8'],
    routes: ['DELETE /contacts/:id', 'POST /contacts/:id/archive', 'POST /contacts/:id/unarchive'],
    path: /^object$/,
    reason: 'No schema has it, and no later example.',
  },
  {
    versions: ['2.14', '2.16'],
    routes: ['PUT /contacts/:id'],
    path: /^custom_attributes\.order(\.|$)/,
    reason: 'A custom object that somebody made; the emulator has no custom objects.',
  },
  {
    versions: ['2.14', '2.16'],
    routes: ['GET /conversations/:id'],
    path: /^conversation_parts\.conversation_parts\[\]\.(event_details(\.|$)|tags\[\])/,
    reason: 'Workflows and tags of parts, which no emulated operation makes.',
  },
]
