import { RestError } from '../rest/operation.ts'

/**
 * A search that is refused. Intercom documents `invalid_sort_order` and a bad cursor only; that everything else is a
 * 400 `parameter_invalid` which names the field is a choice.
 */
export function refuseSearch(message: string, field: string | null = null): never {
  throw new RestError(400, { code: 'parameter_invalid', message, field })
}

/** What was sent, for a message: a list or an object by its kind alone, because it may be of any depth. */
export function shownValue(value: unknown): string {
  if (Array.isArray(value)) return 'list'
  return typeof value === 'object' && value !== null ? 'object' : String(value)
}
