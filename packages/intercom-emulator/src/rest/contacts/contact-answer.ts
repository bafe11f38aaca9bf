import type { Contact, MobileUse } from '../../data/contacts/contact.ts'
import type { WorkspaceData } from '../../data/workspace-data.ts'
import type { SeedWorkspace } from '../../seed.ts'
import type { Switches } from '../../switches.ts'
import type { ApiVersion } from '../operation.ts'

/** The most entries that a list inside a contact has; `has_more` says that there are others. */
const innerListMax = 10

export interface ContactView {
  version: ApiVersion
  workspace: SeedWorkspace
  data: WorkspaceData
  missingEmail: Switches['missingEmail']
  /** Asked for with `include_merge_history=true`; known from 2.16 on, and on users alone. */
  withMergeHistory: boolean
}

/** A contact alone: with what lists of contacts leave out. */
export function contactAnswer(contact: Contact, view: ContactView) {
  const { version, withMergeHistory } = view
  return {
    ...contactItem(contact, view),
    ...((version === '2.14' || version === '2.16') && { enabled_push_messaging: null }),
    ...(version === '2.16' && withMergeHistory && contact.role === 'user' && mergeHistory(contact)),
  }
}

/** A contact as lists have it (Intercom's OpenAPI descriptions, `contact`). */
export function contactItem(contact: Contact, view: ContactView) {
  const { version, workspace, data } = view
  const path = `/contacts/${contact.id}`
  return {
    type: 'contact',
    id: contact.id,
    workspace_id: workspace.id,
    external_id: contact.external_id,
    role: contact.role,
    email: contact.email ?? (view.missingEmail === 'null' ? null : ''),
    phone: contact.phone,
    // Version 2.11 alone describes it.
    ...(version === '2.11' && { formatted_phone: contact.phone }),
    name: contact.name,
    avatar: contact.avatar === null ? null : { type: 'avatar', image_url: contact.avatar },
    owner_id: ownerId(contact.owner_id, version),
    social_profiles: { type: 'list', data: [] },
    has_hard_bounced: contact.has_hard_bounced,
    marked_email_as_spam: contact.marked_email_as_spam,
    unsubscribed_from_emails: contact.unsubscribed_from_emails,
    created_at: contact.created_at,
    updated_at: contact.updated_at,
    signed_up_at: contact.signed_up_at,
    last_seen_at: contact.last_seen_at,
    last_replied_at: contact.last_replied_at,
    last_contacted_at: contact.last_contacted_at,
    last_email_opened_at: contact.last_email_opened_at,
    last_email_clicked_at: contact.last_email_clicked_at,
    language_override: contact.language_override,
    browser: contact.browser,
    browser_version: contact.browser_version,
    browser_language: contact.browser_language,
    os: contact.os,
    location: { type: 'location', ...contact.location },
    ...mobileFields('android', contact.mobile),
    ...mobileFields('ios', contact.mobile),
    custom_attributes: contact.custom_attributes,
    tags: innerList(
      contact.tags.map(({ id }) => ({ id, type: 'tag', url: `/tags/${id}` })),
      `${path}/tags`,
    ),
    notes: innerList(noteEntries(contact, data), `${path}/notes`, data.notes.count(contact)),
    companies: innerList(
      contact.companies.map((index) => companyEntry(data.companies.idOf(index))),
      `${path}/companies`,
    ),
    opted_out_subscription_types: innerList([], `${path}/subscriptions`),
    opted_in_subscription_types: innerList([], `${path}/subscriptions`),
    utm_campaign: contact.utm_campaign,
    utm_content: null,
    utm_medium: null,
    utm_source: contact.utm_source,
    utm_term: null,
    referrer: contact.referrer,
  }
}

/** Digits in a text from 2.16 on; a number before (Intercom's OpenAPI descriptions, `contact.owner_id`). */
function ownerId(id: string | null, version: ApiVersion): string | number | null {
  return id === null || version === '2.16' ? id : Number(id)
}

function mergeHistory({ merges }: Contact) {
  return { merge_history: merges.map((merge) => ({ type: 'merge_history_item', ...merge })) }
}

function mobileFields(system: MobileUse['system'], mobile: MobileUse | null) {
  const use = mobile?.system === system ? mobile : null
  return {
    [`${system}_app_name`]: use?.app_name ?? null,
    [`${system}_app_version`]: use?.app_version ?? null,
    [`${system}_device`]: use?.device ?? null,
    [`${system}_os_version`]: use?.os_version ?? null,
    [`${system}_sdk_version`]: use?.sdk_version ?? null,
    [`${system}_last_seen_at`]: use?.last_seen_at ?? null,
  }
}

function innerList(entries: unknown[], url: string, totalCount = entries.length) {
  const data = entries.slice(0, innerListMax)
  return { type: 'list', data, url, total_count: totalCount, has_more: totalCount > data.length }
}

function noteEntries(contact: Contact, { notes }: WorkspaceData) {
  return notes
    .newestFirst(contact, { start: 0, count: innerListMax })
    .map(({ id }) => ({ id, type: 'note', url: `/notes/${id}` }))
}

function companyEntry(id: string) {
  return { id, type: 'company', url: `/companies/${id}` }
}
