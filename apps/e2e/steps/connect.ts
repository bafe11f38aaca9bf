import type { Locator, Page } from '@playwright/test'
import { expect } from '../fixtures/test.ts'
import type { Person } from './people.ts'

/** The consent page's heading, as a sign that a person has arrived there. */
export const consentHeading = (page: Page): Locator =>
  page.getByRole('heading', { level: 1, name: /^Connect .* to your workspace\?$/ })

/** The card of one workspace on the connections page. */
export const cardOf = (page: Page, { workspace }: Person): Locator =>
  page.getByRole('article', { name: workspace })

/** On the consent page: chooses who one is there. */
export async function choosePerson(page: Page, person: Person): Promise<void> {
  // Its style sheet is what hides the admins of the other workspaces, some of whom have the same name.
  await page.waitForLoadState('load')
  await page.getByRole('radio', { name: person.workspace, exact: true }).check()
  await page.getByRole('radio', { name: person.admin, exact: true }).check()
}

/** On the consent page: chooses who one is there, and lets the app in. */
export async function authorise(page: Page, person: Person): Promise<void> {
  await choosePerson(page, person)
  await page.getByRole('button', { name: 'Authorize' }).click()
}

/** Starts at the page that is open, with the button of this name, and stops at Intercom's page. */
export async function goToIntercom(page: Page, button = 'Connect Intercom'): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click()
  await expect(consentHeading(page)).toBeVisible()
}

/** Connects the first workspace of a browser that is not signed in, and ends on its card. */
export async function connect(page: Page, person: Person): Promise<void> {
  await page.goto('/')
  await goToIntercom(page)
  await authorise(page, person)
  await expect(cardOf(page, person)).toContainText('Connected.')
}

/** Goes through Intercom with one more workspace, and ends on the page that asks what to do with it. */
export async function askToAdd(page: Page, person: Person): Promise<void> {
  await goToIntercom(page, 'Connect another workspace')
  await authorise(page, person)
  await expect(page).toHaveURL(/\/connect\/confirm\//)
}

/** Connects one more workspace to the account that is signed in. */
export async function addWorkspace(page: Page, person: Person): Promise<void> {
  await askToAdd(page, person)
  await page.getByRole('button', { name: 'Add to this account' }).click()
  await expect(cardOf(page, person)).toContainText('Connected.')
}

/**
 * On the consent page: lets the app in, but keeps the browser there. Answers the address that Intercom would have
 * sent it to, code and state included.
 */
export async function authoriseWithoutReturning(page: Page, person: Person): Promise<string> {
  const answer = await page.request.post(page.url(), {
    form: {
      workspace: person.workspaceId,
      [`admin-${person.workspaceId}`]: person.adminId,
      decision: 'authorize',
    },
    maxRedirects: 0,
  })
  const location = answer.headers()['location']
  if (location === undefined) throw new Error(`The consent page answered ${answer.status()} and led nowhere`)
  return location
}

/** Follows an address as a link on the page that is open would: the browser says from which site it comes. */
export async function followFrom(page: Page, address: string): Promise<void> {
  const from = page.url()
  const arrived = page.waitForURL((url) => url.href !== from)
  await page.evaluate((to) => location.assign(to), address)
  await arrived
}

/** Notes the addresses under which Intercom sends this page back; each holds a code and a state. */
export function noteCallbacks(page: Page): string[] {
  const callbacks: string[] = []
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/intercom/callback') callbacks.push(request.url())
  })
  return callbacks
}
