import { z } from 'zod'
import { isLoopbackHost } from './origin.ts'
import type { Variables } from './variables.ts'

export interface IntercomConfig {
  readonly clientId: string
  readonly clientSecret: string
  /** The secret before the current one, accepted for signatures only. */
  readonly clientSecretPrevious: string | undefined
  /** Sent as `Intercom-Version`. */
  readonly apiVersion: string
  /** Instead of Intercom's own hosts; may hold `{region}`. */
  readonly appUrl: string | undefined
  readonly apiUrl: string | undefined
  /** Where Intercom sends people back to; has to be registered there exactly so. */
  readonly redirectUri: string
}

/** What the emulator accepts when nobody told it anything else. */
const emulator = {
  clientId: 'latchkey-dev',
  clientSecret: 'latchkey-dev-secret',
  url: 'http://127.0.0.1:4010/{region}',
}

const secretLengthMin = 16
const placeholder = /^(.)\1*$|^<.*>$|change[-_ ]?me|replace[-_ ]?me|^your[-_ ]|placeholder|example/i

/**
 * Reads the app at Intercom. On this machine the emulator's app is the default; in production everything has to be
 * said, and neither its secret nor a placeholder is accepted.
 */
export function readIntercom(
  variables: Variables,
  { production, publicUrl }: { production: boolean; publicUrl: string | undefined },
): IntercomConfig | undefined {
  const ownApp = production || ['INTERCOM_CLIENT_ID', 'INTERCOM_CLIENT_SECRET'].some(isSetIn(variables))
  const fallback = ownApp ? undefined : emulator
  const clientId = variables.text('INTERCOM_CLIENT_ID') ?? fallback?.clientId
  const clientSecret = variables.text('INTERCOM_CLIENT_SECRET') ?? fallback?.clientSecret
  if (clientId === undefined) {
    variables.refuse('INTERCOM_CLIENT_ID', 'is missing: copy it from your app in Intercom’s Developer Hub')
  }
  if (clientSecret === undefined) {
    variables.refuse(
      'INTERCOM_CLIENT_SECRET',
      'is missing: copy it from your app in Intercom’s Developer Hub',
    )
  }
  const clientSecretPrevious = variables.text('INTERCOM_CLIENT_SECRET_PREVIOUS')
  checkSecrets(variables, { production, clientId, clientSecret, clientSecretPrevious })
  const apiVersion = variables.parsed('INTERCOM_API_VERSION', apiVersionSchema, '2.16')
  const appUrl = readBaseUrl(variables, 'INTERCOM_APP_URL') ?? fallback?.url
  const apiUrl = readBaseUrl(variables, 'INTERCOM_API_URL') ?? fallback?.url
  if (clientId === undefined || clientSecret === undefined || apiVersion === undefined) return undefined
  if (publicUrl === undefined) return undefined
  const redirectUri = `${publicUrl}/api/intercom/callback`
  return { clientId, clientSecret, clientSecretPrevious, apiVersion, appUrl, apiUrl, redirectUri }
}

const apiVersionSchema = z
  .string()
  .regex(/^\d{1,2}\.\d{1,2}$/, { error: 'must be a version of Intercom’s API such as 2.16' })

const isSetIn = (variables: Variables) => (name: string) => variables.text(name) !== undefined

interface Secrets {
  production: boolean
  clientId: string | undefined
  clientSecret: string | undefined
  clientSecretPrevious: string | undefined
}

function checkSecrets(variables: Variables, secrets: Secrets): void {
  const { production, clientId, clientSecret, clientSecretPrevious } = secrets
  const named = [
    ['INTERCOM_CLIENT_SECRET', clientSecret],
    ['INTERCOM_CLIENT_SECRET_PREVIOUS', clientSecretPrevious],
  ] as const
  for (const [name, secret] of named) {
    if (secret === undefined) continue
    const fault = secretFault(secret, { production, clientId })
    if (fault !== undefined) variables.refuse(name, fault)
  }
  if (clientSecretPrevious !== undefined && clientSecretPrevious === clientSecret) {
    variables.refuse('INTERCOM_CLIENT_SECRET_PREVIOUS', 'must not be the current secret: remove it')
  }
}

function secretFault(
  secret: string,
  { production, clientId }: { production: boolean; clientId: string | undefined },
): string | undefined {
  if (/[\s\p{Cc}]/u.test(secret)) return 'must not hold space or control characters'
  if (secret === clientId) return 'must not be the same as INTERCOM_CLIENT_ID'
  if (placeholder.test(secret)) return 'is a placeholder: copy the secret from Intercom’s Developer Hub'
  if (!production) return undefined
  if (secret === emulator.clientSecret) return 'is the emulator’s: use the secret of your own app'
  return secret.length < secretLengthMin ? `must have at least ${secretLengthMin} characters` : undefined
}

/** The client secret and every token go to these addresses, so clear text is for this machine only. */
function readBaseUrl(variables: Variables, name: string): string | undefined {
  const text = variables.text(name)
  if (text === undefined) return undefined
  const sample = text.replaceAll('{region}', 'us')
  const url = /[{}]/.test(sample) || !URL.canParse(sample) ? undefined : new URL(sample)
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    return variables.refuse(
      name,
      'must be an address such as https://api.intercom.io; {region} may be part of it',
    )
  }
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname)) {
    return variables.refuse(name, 'must begin with https:// unless it is this machine')
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    return variables.refuse(name, 'must not hold a user name, a password, a query or a fragment')
  }
  return text
}
