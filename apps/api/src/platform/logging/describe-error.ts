/** What the log keeps of an error: enough to find it, nothing that libraries hang on their errors. */
export interface ErrorDescription {
  readonly type: string
  readonly code?: string
  readonly message?: string
  readonly stack?: string
  readonly cause?: ErrorDescription
}

const causesMax = 5
const messageLengthMax = 500

/**
 * Describes an error for the log without its own properties, which may be requests, answers or commands.
 *
 * Messages lose whatever looks like a secret, and those of parsers are left out, because they quote what they read.
 */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { type: typeof error }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const stack = framesOf(error)
  return {
    type: error.name,
    ...(code === undefined ? {} : { code }),
    ...(error instanceof SyntaxError ? {} : { message: withoutSecrets(error.message) }),
    ...(stack === '' ? {} : { stack }),
    ...(error.cause === undefined || depth === causesMax
      ? {}
      : { cause: describeError(error.cause, depth + 1) }),
  }
}

/** The stack without its first lines, which repeat the message. */
function framesOf(error: Error): string {
  const lines = error.stack?.split('\n') ?? []
  return lines
    .filter((line) => line.startsWith('    at '))
    .map((line) => line.trim())
    .join('\n')
}

/** Every secret of ours and of Intercom's is a run of at least 32 such characters; file paths hold slashes. */
function withoutSecrets(message: string): string {
  return message.replaceAll(/[\w+=-]{32,}/g, '[redacted]').slice(0, messageLengthMax)
}
