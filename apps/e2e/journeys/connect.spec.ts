import { test, expect } from '../fixtures/test.ts'
import { disconnect } from '../steps/care.ts'
import { authorise, cardOf, connect, consentHeading, goToIntercom } from '../steps/connect.ts'
import { people } from '../steps/people.ts'

const { maya, jonas, priya } = people

test('a person connects a workspace, from the click to the card', async ({ page, stack }) => {
  await page.goto('/')
  await expect(page.getByRole('region', { name: 'What Latchkey will read' })).toBeVisible()
  await page.getByRole('button', { name: 'Connect Intercom', exact: true }).click()

  await expect(consentHeading(page)).toBeVisible()
  expect(new URL(page.url()).origin).toBe(stack.emulator.url)
  await authorise(page, maya)

  const card = cardOf(page, maya)
  await expect(card).toContainText('Latchkey can now read Harbour Books')
  await expect(card.getByRole('heading', { name: 'Harbour Books' })).toBeFocused()
  await expect(card).toContainText('harbour1')
  await expect(card).toContainText('Maya Chen')
  await expect(card).toContainText('maya@harbour-books.example verified')
  await expect(card).toContainText('United States (api.intercom.io)')
  await expect(page.getByRole('status')).toHaveText('Harbour Books is connected')
  await expect(page).toHaveTitle('Connected – Harbour Books · Latchkey')
  expect(page.url()).toBe(`${stack.webUrl}/connections`)
  expect(await stack.emulator.tokenExchanges()).toBe(1)
})

test('the region is learnt from Intercom, whichever host the person chose on', async ({ page, stack }) => {
  await connect(page, jonas)
  await expect(cardOf(page, jonas)).toContainText('Europe (api.eu.intercom.io)')
  await page.getByRole('button', { name: 'Connect a workspace hosted in Australia' }).click()
  await expect(consentHeading(page)).toBeVisible()
  expect(page.url()).toContain(`${stack.emulator.url}/au/oauth?`)
})

test('an e-mail address that Intercom does not call verified is shown as unverified', async ({ page }) => {
  await connect(page, priya)
  await expect(cardOf(page, priya)).toContainText('priya@harbour-books.example unverified')
})

test('the button says that Intercom is opening, and a second click starts nothing more', async ({ page }) => {
  const starts: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') starts.push(request.url())
  })
  await page.goto('/')
  await page.getByRole('button', { name: 'Connect Intercom', exact: true }).dblclick()
  await expect(consentHeading(page)).toBeVisible()
  expect(starts).toHaveLength(1)
})

test('two tabs that connect the same workspace at once both end on its card', async ({
  page,
  context,
  stack,
}) => {
  const other = await context.newPage()
  const tabs = [page, other]
  for (const tab of tabs) {
    await tab.goto('/')
    await goToIntercom(tab)
  }
  await Promise.all(tabs.map((tab) => authorise(tab, maya)))
  for (const tab of tabs) {
    await expect(cardOf(tab, maya)).toContainText('Connected.')
    await expect(tab.getByRole('article')).toHaveCount(1)
  }
  expect(await stack.emulator.tokenExchanges()).toBe(2)
})

test('two tabs that connect two workspaces at once: one signs in, the other is asked', async ({
  page,
  context,
}) => {
  const other = await context.newPage()
  for (const tab of [page, other]) {
    await tab.goto('/')
    await goToIntercom(tab)
  }
  await authorise(page, maya)
  await expect(cardOf(page, maya)).toContainText('Connected.')
  await authorise(other, jonas)
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Add Linden Bikes to your account?')
  await other.getByRole('button', { name: 'Add to this account' }).click()
  await expect(cardOf(other, jonas)).toContainText('Connected.')
  await expect(cardOf(other, maya)).toBeVisible()
  // The first tab hears of it without a reload.
  await expect(cardOf(page, jonas)).toBeVisible()
})

test('connecting again from another browser with the same identity signs in to the same account', async ({
  page,
  openOtherBrowser,
}) => {
  await connect(page, maya)
  await page.goto('/connections')
  const other = await openOtherBrowser()
  await other.goto('/connections')
  await expect(other.getByRole('button', { name: 'Connect Intercom', exact: true })).toBeVisible()
  await connect(other, maya)
  await expect(other.getByRole('article')).toHaveCount(1)
  await disconnect(other, maya)
  // One account behind both: what stopped there has stopped here.
  await page.reload()
  await expect(page.getByText('Stopped here')).toBeVisible()
})
