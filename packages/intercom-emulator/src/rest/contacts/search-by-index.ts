import type { Contact } from '../../data/contacts/contact.ts'
import type { SearchField } from '../../search/search-field.ts'
import type { SearchSource } from '../../search/search-source.ts'

interface Indexed {
  /** The indexes of all that can be found, the newest first. */
  indexes: () => Iterable<number>
  contactAt: (index: number) => Contact
}

/**
 * Searches indexes instead of contacts, so that what a search holds on to, twenty thousand items, stays small: a
 * field is computed when it is read, and its contact forgotten with the next one.
 */
export function byIndex(
  source: Omit<SearchSource<Contact>, 'newestFirst'>,
  { indexes, contactAt }: Indexed,
): SearchSource<number> {
  let last: Contact | undefined
  const at = (index: number): Contact => {
    last = last?.index === index ? last : contactAt(index)
    return last
  }
  const fieldByIndex = ({ kind, value, find }: SearchField<Contact>): SearchField<number> => ({
    kind,
    value: (index) => value(at(index)),
    ...(find !== undefined && { find: (text) => find(text).map((contact) => contact.index) }),
  })
  const fields = Object.entries(source.fields).map(([name, field]) => [name, fieldByIndex(field)] as const)
  return {
    ...source,
    fields: Object.fromEntries(fields),
    otherField: (name) => {
      const field = source.otherField?.(name)
      return field === undefined ? undefined : fieldByIndex(field)
    },
    newestFirst: indexes,
    idOf: (index) => source.idOf(at(index)),
  }
}
