/** What a field of an item holds: nothing, one value, or several (tags of a conversation). */
export type FieldValue = string | number | boolean | null | undefined | readonly string[]

export type FieldKind = 'text' | 'integer' | 'date' | 'boolean' | 'tag'

/** One field that can be searched by. */
export interface SearchField<Item> {
  /** `date` is unix seconds; `tag` is a list of ids that knows only `=` and `!=`. */
  kind: FieldKind
  value: (item: Item) => FieldValue
  /**
   * The items that hold this text (as the query has it), for equality without a scan. Left out where nothing can be inverted: then equality
   * scans too. Whatever it returns is checked against the whole query again, so it may return too much.
   */
  find?: (text: string) => readonly Item[]
}

type Definition<Item> = Omit<SearchField<Item>, 'kind'>

export const textField = <Item>(definition: Definition<Item>): SearchField<Item> => ({
  kind: 'text',
  ...definition,
})
export const integerField = <Item>(value: SearchField<Item>['value']): SearchField<Item> => ({
  kind: 'integer',
  value,
})
export const dateField = <Item>(value: SearchField<Item>['value']): SearchField<Item> => ({
  kind: 'date',
  value,
})
export const booleanField = <Item>(value: SearchField<Item>['value']): SearchField<Item> => ({
  kind: 'boolean',
  value,
})
export const tagField = <Item>(value: SearchField<Item>['value']): SearchField<Item> => ({
  kind: 'tag',
  value,
})
