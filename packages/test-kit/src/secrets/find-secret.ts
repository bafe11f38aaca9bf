/** Where a text gives a secret away, and in which form. */
export type SecretFound = { form: string; index: number }

/**
 * Looks for a secret in a text: as it is, as JSON writes it, percent-encoded (wholly or in part), in hex, and in
 * base64 or base64url, there also as a part of something longer such as the user and password of Basic auth.
 */
export function findSecret(text: string, secret: string): SecretFound | undefined {
  for (const { form, index } of searches(text, secret)) {
    if (index >= 0) return { form, index }
  }
  return undefined
}

function* searches(text: string, secret: string): Generator<SecretFound> {
  const bytes = Buffer.from(secret)
  yield { form: 'as it is', index: text.indexOf(secret) }
  yield { form: 'as a JSON string', index: text.indexOf(JSON.stringify(secret).slice(1, -1)) }
  yield { form: 'percent-encoded', index: text.search(percentPattern(secret)) }
  yield { form: 'in hex', index: text.toLowerCase().indexOf(bytes.toString('hex')) }
  for (const encoding of ['base64', 'base64url'] as const) {
    for (const needle of encodedAnywhere(bytes, encoding))
      yield { form: `in ${encoding}`, index: text.indexOf(needle) }
  }
}

/** Each character may stand for itself or be encoded, since encoders differ in what they leave alone. */
function percentPattern(secret: string): RegExp {
  const characters = Array.from(secret, (character) => {
    const itself = `\\u{${character.codePointAt(0)?.toString(16)}}`
    const encoded = Array.from(
      Buffer.from(character),
      (byte) => `%${eitherCase(byte.toString(16).padStart(2, '0'))}`,
    )
    return `(?:${itself}|${encoded.join('')}${character === ' ' ? '|\\+' : ''})`
  })
  return new RegExp(characters.join(''), 'u')
}

function eitherCase(hex: string): string {
  return hex.replaceAll(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)
}

/**
 * The characters that the bytes alone decide, for each of the three ways in which they can lie across the groups of
 * three bytes that base64 encodes together.
 */
function encodedAnywhere(bytes: Buffer, encoding: 'base64' | 'base64url'): string[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString(encoding)
      .replaceAll('=', '')
    const sharedAtStart = before === 0 ? 0 : before + 1
    const sharedAtEnd = (before + bytes.length) % 3 === 0 ? 0 : 1
    return encoded.slice(sharedAtStart, encoded.length - sharedAtEnd)
  })
}
