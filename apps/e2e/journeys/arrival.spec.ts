import { test, expect } from '../fixtures/test.ts'
import { cardOf, connect } from '../steps/connect.ts'
import { people } from '../steps/people.ts'

const { maya } = people
const forged = '/connections?connected=AAAAAAAAAAAAAAAAAAAAAA'

test('a link that claims a connection shows no success to a browser that is not signed in', async ({
  page,
}) => {
  await page.goto(forged)
  await expect(page.getByRole('heading', { name: 'No connection was found for this link' })).toBeFocused()
  await expect(page.getByText('Connected.', { exact: true })).toHaveCount(0)
  await expect(page.getByRole('article')).toHaveCount(0)
})

test('a link that claims a connection of somebody else shows no success either', async ({ page }) => {
  await connect(page, maya)
  await page.goto(forged)
  await expect(page.getByRole('heading', { name: 'No connection was found for this link' })).toBeFocused()
  await expect(page.getByText('Latchkey can now read')).toHaveCount(0)
  await expect(cardOf(page, maya)).toBeVisible()
})

test('an address that leads nowhere says so and leads back', async ({ page }) => {
  await page.goto('/nowhere/at/all')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is nothing here')
  await page.getByRole('link', { name: 'Go to your connections' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Connect your Intercom workspace')
})

test('the theme is the system’s until a person chooses, and the choice is kept', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto('/')
  await page.getByRole('button', { name: 'Switch to the dark theme' }).click()
  await expect(page.getByRole('button', { name: 'Switch to the light theme' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Switch to the light theme' })).toBeVisible()
  await expect(page.locator('html')).toHaveCSS('color-scheme', 'dark')
})
