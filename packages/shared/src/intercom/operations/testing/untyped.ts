/** A value that the type does not allow, as callers without types can pass it: for testing what refuses it. */
export function untyped<Type>(value: unknown): Type {
  // Not checked, on purpose.
  return value as Type
}
