/** Registered where nothing else is. */
export const defaultRedirectUri = 'http://localhost:3000/api/intercom/callback'

const loopbackNames = ['localhost', '127.0.0.1', '[::1]']

/**
 * Says in one sentence what is wrong with an address to register, if anything. Intercom demands https; http is let
 * through to this computer only, without which nothing could be tried out.
 */
export function redirectUriProblem(redirectUri: string): string | undefined {
  return addressProblem('redirect URI', redirectUri)
}

/** As `redirectUriProblem`, for any address of an app; `what` names it in the sentence. */
export function addressProblem(what: string, address: string): string | undefined {
  const url = URL.parse(address)
  if (url === null) return `The ${what} "${address}" is not an absolute address.`
  if (url.hash !== '') return `The ${what} "${address}" must not have a fragment.`
  const isAllowed =
    url.protocol === 'https:' || (url.protocol === 'http:' && loopbackNames.includes(url.hostname))
  return isAllowed ? undefined : `The ${what} "${address}" must use https, or http on this computer.`
}
