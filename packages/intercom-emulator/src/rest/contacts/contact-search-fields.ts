import { contactAttributes } from '../../data/contacts/contact-attributes.ts'
import type { Contact } from '../../data/contacts/contact.ts'
import type { WorkspaceData } from '../../data/workspace-data.ts'
import { booleanField, dateField, integerField, tagField, textField } from '../../search/search-field.ts'
import type { SearchField } from '../../search/search-field.ts'

type Fields = Record<string, SearchField<Contact>>

/**
 * The fields that contacts can be searched by, as Intercom's table has them; an id, an e-mail address and an external id
 * lead to their contacts without a scan. `searchable` keeps of found contacts those that a search may show.
 */
export function contactFields(
  { contacts, segments }: WorkspaceData,
  searchable: (found: readonly Contact[]) => Contact[],
): Fields {
  return {
    ...plainFields,
    id: textField({
      value: (contact) => contact.id,
      find: (id) => {
        const state = contacts.state(id)
        return state.kind === 'live' ? searchable([state.contact]) : []
      },
    }),
    email: textField({
      value: (contact) => contact.email,
      find: (email) => searchable(contacts.withEmail(email)),
    }),
    external_id: textField({
      value: (contact) => contact.external_id,
      find: (externalId) => {
        const contact = contacts.withExternalId(externalId)
        return contact === undefined ? [] : searchable([contact])
      },
    }),
    segment_id: tagField((contact) => segments.ofContact(contact).map(({ id }) => id)),
  }
}

const attributePrefix = 'custom_attributes.'

/** A custom attribute, by its type where it is a seeded one, else as text. */
export function attributeField(field: string): SearchField<Contact> | undefined {
  if (!field.startsWith(attributePrefix)) return undefined
  const name = field.slice(attributePrefix.length)
  const value = ({ custom_attributes: attributes }: Contact) => {
    const held = attributes[name]
    const isScalar = typeof held === 'string' || typeof held === 'number' || typeof held === 'boolean'
    return isScalar ? held : null
  }
  switch (contactAttributes.find((attribute) => attribute.name === name)?.data_type) {
    case 'integer':
      return integerField(value)
    case 'boolean':
      return booleanField(value)
    case 'date':
      return dateField(value)
    default:
      return textField({ value })
  }
}

const text = (value: SearchField<Contact>['value']) => textField({ value })

const plainFields: Fields = {
  role: text(({ role }) => role),
  name: text(({ name }) => name),
  avatar: text(({ avatar }) => avatar),
  owner_id: text((contact) => contact.owner_id),
  email_domain: text(({ email }) => email?.split('@')[1]),
  phone: text(({ phone }) => phone),
  formatted_phone: text(({ phone }) => phone),
  created_at: dateField((contact) => contact.created_at),
  signed_up_at: dateField((contact) => contact.signed_up_at),
  updated_at: dateField((contact) => contact.updated_at),
  last_seen_at: dateField((contact) => contact.last_seen_at),
  last_contacted_at: dateField((contact) => contact.last_contacted_at),
  last_replied_at: dateField((contact) => contact.last_replied_at),
  last_email_opened_at: dateField((contact) => contact.last_email_opened_at),
  last_email_clicked_at: dateField((contact) => contact.last_email_clicked_at),
  language_override: text((contact) => contact.language_override),
  browser: text(({ browser }) => browser),
  browser_language: text((contact) => contact.browser_language),
  os: text(({ os }) => os),
  'location.country': text(({ location }) => location.country),
  'location.region': text(({ location }) => location.region),
  'location.city': text(({ location }) => location.city),
  unsubscribed_from_emails: booleanField((contact) => contact.unsubscribed_from_emails),
  marked_email_as_spam: booleanField((contact) => contact.marked_email_as_spam),
  has_hard_bounced: booleanField((contact) => contact.has_hard_bounced),
  tag_id: tagField(({ tags }) => tags.map(({ id }) => id)),
  ...mobileFields('ios'),
  ...mobileFields('android'),
}

function mobileFields(system: 'ios' | 'android'): Fields {
  const use = ({ mobile }: Contact) => (mobile?.system === system ? mobile : undefined)
  return {
    [`${system}_last_seen_at`]: dateField((contact) => use(contact)?.last_seen_at),
    [`${system}_app_version`]: text((contact) => use(contact)?.app_version),
    [`${system}_app_name`]: text((contact) => use(contact)?.app_name),
    [`${system}_device`]: text((contact) => use(contact)?.device),
    [`${system}_os_version`]: text((contact) => use(contact)?.os_version),
    [`${system}_sdk_version`]: text((contact) => use(contact)?.sdk_version),
  }
}
