import { answerConsent, seed, type SeedAdmin } from '@latchkey/intercom-emulator'
import type { Browser } from '@latchkey/test-kit'
import type { Session, StartConnect } from '@latchkey/shared/contract'

/** Somebody at Intercom who can authorise: a workspace and an admin of it. */
export interface Person {
  workspaceId: string
  adminId: string
}

const person = (workspaceId: string, admin: SeedAdmin): Person => ({ workspaceId, adminId: admin.id })
const { us, eu, au } = seed.workspaces

export const maya = person(us.id, us.admins.maya)
export const tomas = person(us.id, us.admins.tomas)
export const jonas = person(eu.id, eu.admins.jonas)
export const elodie = person(eu.id, eu.admins.elodie)
export const isla = person(au.id, au.admins.isla)

/** Starts a flow as the web app does; answers the address of Intercom's consent page. */
export async function start(browser: Browser, input: StartConnect = {}): Promise<string> {
  const response = await browser.post('/api/intercom/connect', input)
  if (response.status !== 201) throw new Error(`start answered ${response.status}: ${await response.text()}`)
  const { authorizeUrl } = Object(await response.json())
  return String(authorizeUrl)
}

/** The callback's address after a person has authorised, as a path of ours. */
export async function authorise(authorizeUrl: string, who: Person, decision?: 'cancel'): Promise<string> {
  const location = new URL(
    await answerConsent(authorizeUrl, { ...who, ...(decision === undefined ? {} : { decision }) }),
  )
  return location.pathname + location.search
}

/** Comes back from Intercom; answers where the API sends the browser, as a path. */
export async function comeBack(browser: Browser, callback: string): Promise<string> {
  const response = await browser.navigate(callback, { crossSite: true })
  if (response.status !== 303) throw new Error(`callback answered ${response.status}`)
  const url = new URL(response.headers.get('location') ?? '', 'http://none.invalid')
  return url.pathname + url.search
}

/** Connects from the click to the result. */
export async function connect(browser: Browser, who: Person, input: StartConnect = {}): Promise<string> {
  return await comeBack(browser, await authorise(await start(browser, input), who))
}

/** Who the API says this browser is. */
export async function sessionOf(browser: Browser): Promise<Session> {
  const response = await browser.fetch('/api/session')
  // The API serialises this answer with the contract's own schema.
  return (await response.json()) as Session
}

/** As `sessionOf`, for a browser that must be signed in. */
export async function signedIn(browser: Browser): Promise<Extract<Session, { status: 'connected' }>> {
  const session = await sessionOf(browser)
  if (session.status !== 'connected') throw new Error('this browser is not signed in')
  return session
}
