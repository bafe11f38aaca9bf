import { test, expect } from '../fixtures/test.ts'
import { signOut } from '../steps/care.ts'
import { askToAdd, cardOf, connect } from '../steps/connect.ts'
import { people } from '../steps/people.ts'

const { maya, jonas } = people

test('the question names the receiving account first, then the workspace, and Cancel before the rest', async ({
  page,
}) => {
  await connect(page, maya)
  await askToAdd(page, jonas)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Add Linden Bikes to your account?')
  const parties = page.getByRole('main').getByRole('region')
  await expect(parties).toHaveCount(2)
  await expect(parties.first()).toContainText('The account that would receive it')
  await expect(parties.first()).toContainText('Harbour Books harbour1')
  await expect(parties.last()).toContainText('What you chose in Intercom')
  await expect(parties.last()).toContainText('Linden Bikes linden02')
  await expect(parties.last()).toContainText('Jonas Weber')
  const choices = page.getByRole('list', { name: 'What you can do' }).getByRole('button')
  await expect(choices.first()).toHaveAccessibleName(/^Cancel/)
})

test('a second workspace is added to the account once the person says so', async ({ page, stack }) => {
  await connect(page, maya)
  await askToAdd(page, jonas)
  await page.getByRole('button', { name: 'Add to this account' }).click()
  await expect(cardOf(page, jonas)).toContainText('Connected.')
  await expect(page.getByRole('article')).toHaveCount(2)
  await expect(page.getByText('2 workspaces, all working.')).toBeVisible()
  expect(page.url()).toBe(`${stack.webUrl}/connections`)
})

test('Cancel links nothing and uninstalls nothing', async ({ page, stack }) => {
  await connect(page, maya)
  await askToAdd(page, jonas)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('heading', { name: 'Nothing was linked' })).toBeFocused()
  await expect(page.getByRole('article')).toHaveCount(1)
  expect(await stack.emulator.uninstalls()).toBe(0)
})

test('the workspace can have an account of its own, and the first account is left as it was', async ({
  page,
}) => {
  await connect(page, maya)
  await askToAdd(page, jonas)
  await page.getByRole('button', { name: 'Keep it in an account of its own' }).click()
  await expect(cardOf(page, jonas)).toContainText('Connected.')
  await expect(page.getByRole('article')).toHaveCount(1)
  await signOut(page)
  await connect(page, maya)
  await expect(page.getByRole('article')).toHaveCount(1)
})

test('a question is answered once: its address says so afterwards', async ({ page, watch }) => {
  watch.allow(/404/)
  await connect(page, maya)
  await askToAdd(page, jonas)
  const question = page.url()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('heading', { name: 'Nothing was linked' })).toBeVisible()
  await page.goto(question)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This question is no longer open')
  await expect(page.getByRole('button', { name: 'Connect Intercom' })).toBeVisible()
  await page.getByRole('link', { name: 'Go to your connections' }).click()
  await expect(cardOf(page, maya)).toBeVisible()
})

test('a question cannot be opened in another browser', async ({ page, openOtherBrowser, watch }) => {
  watch.allow(/404/)
  await connect(page, maya)
  await askToAdd(page, jonas)
  const other = await openOtherBrowser()
  await other.goto(page.url())
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('This question is no longer open')
  await expect(other.getByText('Linden Bikes')).toBeHidden()
})
