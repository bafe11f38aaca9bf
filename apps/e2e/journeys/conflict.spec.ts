import { test, expect } from '../fixtures/test.ts'
import { addWorkspace, askToAdd, authorise, cardOf, connect, goToIntercom } from '../steps/connect.ts'
import { people } from '../steps/people.ts'

const { maya, jonas } = people

test('a workspace of another account is never taken over: Cancel leaves both as they were', async ({
  page,
  openOtherBrowser,
}) => {
  const other = await openOtherBrowser()
  await connect(other, jonas)
  await connect(page, maya)
  await askToAdd(page, jonas)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Linden Bikes already belongs to another account',
  )
  await expect(page.getByRole('button', { name: 'Add to this account' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('heading', { name: 'Nothing was linked' })).toBeFocused()
  await expect(page.getByRole('article')).toHaveCount(1)
  await other.reload()
  await expect(cardOf(other, jonas)).toBeVisible()
})

test('the person can sign in to the other account instead', async ({ page, openOtherBrowser }) => {
  const other = await openOtherBrowser()
  await connect(other, jonas)
  await connect(page, maya)
  await askToAdd(page, jonas)
  await page.getByRole('button', { name: 'Sign in to the other account' }).click()
  await expect(cardOf(page, jonas)).toContainText('Connected.')
  await expect(cardOf(page, maya)).toHaveCount(0)
  await expect(page.getByRole('article')).toHaveCount(1)
})

test('an added workspace does not open its account from a fresh browser; it can only leave it', async ({
  page,
  openOtherBrowser,
}) => {
  await connect(page, maya)
  await addWorkspace(page, jonas)
  const other = await openOtherBrowser()
  await other.goto('/')
  await goToIntercom(other)
  await authorise(other, jonas)
  await expect(other.getByRole('heading', { level: 1 })).toHaveText(
    'Linden Bikes already belongs to another account',
  )
  await expect(other.getByText('Harbour Books')).toHaveCount(0)
  await other.getByRole('button', { name: 'Move it to an account of its own' }).click()
  await expect(cardOf(other, jonas)).toContainText('Connected.')
  await expect(other.getByRole('article')).toHaveCount(1)
  // Whoever loses an identity is signed out everywhere, and finds the rest after signing in again.
  await page.reload()
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
  await connect(page, maya)
  await expect(page.getByText('1 workspace, working.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Disconnected' })).toContainText('Linden Bikes')
})
