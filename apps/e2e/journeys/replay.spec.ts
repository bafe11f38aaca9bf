import { signOut } from '../steps/care.ts'
import { test, expect } from '../fixtures/test.ts'
import { authorise, cardOf, connect, consentHeading, followFrom, noteCallbacks } from '../steps/connect.ts'
import { people } from '../steps/people.ts'

const { maya } = people

test('a reload after connecting shows the card without telling the result again', async ({ page, stack }) => {
  await connect(page, maya)
  await page.reload()
  await expect(cardOf(page, maya)).toBeVisible()
  await expect(page.getByText('Latchkey can now read')).toBeHidden()
  expect(await stack.emulator.tokenExchanges()).toBe(1)
})

test('the same answer once more shows the connection again and uses no code', async ({ page, stack }) => {
  const callbacks = noteCallbacks(page)
  await connect(page, maya)
  const [callback = ''] = callbacks
  await page.goto(callback)
  await expect(cardOf(page, maya)).toBeVisible()
  await expect(page.getByRole('article')).toHaveCount(1)
  await expect(page.getByRole('heading', { level: 2, name: /did not|no longer|cannot tell/ })).toHaveCount(0)
  expect(page.url()).toBe(`${stack.webUrl}/connections`)
  expect(await stack.emulator.tokenExchanges()).toBe(1)
})

test('back and forward after connecting lead to Intercom’s page and to the card again', async ({
  page,
  stack,
}) => {
  await connect(page, maya)
  await page.goBack()
  await expect(consentHeading(page)).toBeVisible()
  await page.goForward()
  await expect(cardOf(page, maya)).toBeVisible()
  expect(await stack.emulator.tokenExchanges()).toBe(1)
})

test('whoever goes back and authorises once more stays signed in, and no second code is used', async ({
  page,
  stack,
}) => {
  await connect(page, maya)
  await page.goBack()
  await authorise(page, maya)
  await expect(cardOf(page, maya)).toBeVisible()
  await expect(page.getByText('oauth.state_invalid')).toBeVisible()
  expect(await stack.emulator.tokenExchanges()).toBe(1)
})

test('an old answer after signing out does not sign in again', async ({ page, stack }) => {
  const callbacks = noteCallbacks(page)
  await connect(page, maya)
  await signOut(page)
  const [callback = ''] = callbacks
  await followFrom(page, callback)
  await expect(page.getByRole('button', { name: 'Connect Intercom', exact: true })).toBeVisible()
  await expect(cardOf(page, maya)).toBeHidden()
  expect(await stack.emulator.tokenExchanges()).toBe(1)
})
