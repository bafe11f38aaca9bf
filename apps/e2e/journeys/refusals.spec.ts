import { signOut } from '../steps/care.ts'
import { test, expect } from '../fixtures/test.ts'
import {
  authorise,
  authoriseWithoutReturning,
  cardOf,
  connect,
  consentHeading,
  followFrom,
  goToIntercom,
} from '../steps/connect.ts'
import { people } from '../steps/people.ts'

const { maya, jonas } = people
const minutes = 60_000

test('whoever cancels in Intercom is told calmly that nothing was changed', async ({ page, stack }) => {
  await page.goto('/')
  await goToIntercom(page)
  await page.getByRole('button', { name: 'Cancel' }).click()

  const notice = page.getByRole('heading', { name: 'You did not connect a workspace' })
  await expect(notice).toBeFocused()
  await expect(page.getByText('Nothing was changed. Connect whenever you like.')).toBeVisible()
  await expect(page.getByText('oauth.denied')).toBeHidden()
  await expect(page.getByRole('alert')).toHaveCount(0)
  expect(page.url()).toBe(`${stack.webUrl}/connections`)
  expect(await stack.emulator.tokenExchanges()).toBe(0)

  await goToIntercom(page)
  await authorise(page, maya)
  await expect(cardOf(page, maya)).toContainText('Connected.')
})

test('whoever cancels with a workspace connected keeps it, and can close the message', async ({ page }) => {
  await connect(page, maya)
  await goToIntercom(page, 'Connect another workspace')
  await page.getByRole('button', { name: 'Cancel' }).click()
  const notice = page.getByRole('heading', { name: 'You did not connect a workspace' })
  await expect(notice).toBeFocused()
  await expect(cardOf(page, maya)).toContainText('Connected')
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await expect(notice).toBeHidden()
})

test('a state that was changed on the way is refused without using the code', async ({ page, stack }) => {
  await page.goto('/')
  await goToIntercom(page)
  const tampered = new URL(page.url())
  tampered.searchParams.set('state', tampered.searchParams.get('state')?.toLowerCase() ?? '')
  await page.goto(tampered.href)
  await authorise(page, maya)
  await expect(
    page.getByRole('heading', { name: 'This sign-in did not start in this browser' }),
  ).toBeFocused()
  await expect(page.getByText('oauth.state_invalid')).toBeVisible()
  expect(await stack.emulator.tokenExchanges()).toBe(0)
  await page.reload()
  await expect(page.getByRole('button', { name: 'Connect Intercom', exact: true })).toBeVisible()
  await expect(page.getByText('oauth.state_invalid')).toBeHidden()
})

test('an answer that is carried into another browser is refused there and still good where it belongs', async ({
  page,
  openOtherBrowser,
  stack,
}) => {
  await page.goto('/')
  await goToIntercom(page)
  const callback = await authoriseWithoutReturning(page, maya)

  const other = await openOtherBrowser()
  await other.goto(callback)
  await expect(
    other.getByRole('heading', { name: 'This sign-in did not start in this browser' }),
  ).toBeVisible()
  expect(await stack.emulator.tokenExchanges()).toBe(0)

  await followFrom(page, callback)
  await expect(cardOf(page, maya)).toContainText('Connected.')
})

test('a code over five minutes old ends in a message that says how long one is good', async ({
  page,
  stack,
}) => {
  await page.goto('/')
  await goToIntercom(page)
  const callback = await authoriseWithoutReturning(page, maya)
  await stack.emulator.advanceClock(5 * minutes + 1_000)
  await followFrom(page, callback)
  await expect(page.getByRole('heading', { name: 'Intercom no longer accepts this sign-in' })).toBeFocused()
  await expect(page.getByText('a sign-in works once and for a few minutes')).toBeVisible()
  await expect(page.getByText('oauth.code_rejected')).toBeVisible()
  await goToIntercom(page)
  await authorise(page, maya)
  await expect(cardOf(page, maya)).toContainText('Connected.')
})

test('a flow of an account that was signed out meanwhile ends without using the code', async ({
  page,
  context,
  stack,
}) => {
  await connect(page, maya)
  const other = await context.newPage()
  await other.goto('/connections')
  await goToIntercom(page, 'Connect another workspace')
  await signOut(other)
  await authorise(page, jonas)
  await expect(page.getByText('oauth.s')).toBeVisible()
  expect(await stack.emulator.tokenExchanges()).toBe(1)
})

const faults = [
  {
    what: 'an Intercom that does not answer',
    fault: { route: 'POST /auth/eagle/token', kind: 'status', status: 503 },
    title: 'Intercom is not answering',
    code: 'intercom.unavailable',
  },
  {
    what: 'an error page instead of an answer',
    fault: { route: 'POST /auth/eagle/token', kind: 'html' },
    title: 'Intercom gave an answer we cannot use',
    code: 'intercom.bad_answer',
  },
  {
    what: 'an answer that does not say who the person is',
    fault: { route: 'GET /me', kind: 'meWithoutApp' },
    title: 'Intercom did not say who you are',
    code: 'oauth.identity_unreadable',
  },
]

for (const { what, fault, title, code } of faults) {
  test(`${what} ends in a message, uninstalls nothing, and the next try works`, async ({ page, stack }) => {
    await stack.emulator.addFault(fault)
    await page.goto('/')
    await goToIntercom(page)
    await authorise(page, maya)
    await expect(page.getByRole('heading', { name: title })).toBeFocused()
    await expect(page.getByText(code)).toBeVisible()
    expect(await stack.emulator.uninstalls()).toBe(0)
    await page.getByRole('button', { name: 'Connect Intercom', exact: true }).click()
    await expect(consentHeading(page)).toBeVisible()
    await authorise(page, maya)
    await expect(cardOf(page, maya)).toContainText('Connected.')
  })
}
