import { testConnection, disconnect, signOut } from '../steps/care.ts'
import { test, expect } from '../fixtures/test.ts'
import { cardOf, connect } from '../steps/connect.ts'
import { people } from '../steps/people.ts'

const { maya } = people

test('a test of the connection shows each step with its outcome and time', async ({ page }) => {
  await connect(page, maya)
  const card = cardOf(page, maya)
  await card.getByRole('button', { name: 'Test connection' }).click()
  const panel = card.getByRole('region', { name: 'Test finished: everything works.' })
  await expect(panel.getByRole('listitem')).toHaveText([
    /The access kept here can be used.*OK · \d+\sms/,
    /Intercom answers.*OK · \d+\sms/,
    /Intercom accepts the access.*OK · \d+\sms/,
    /Same workspace, same admin.*OK · \d+\sms/,
  ])
  await expect(page.getByRole('status')).toHaveText('Test finished: everything works.')
})

test('an Intercom that does not answer during a test costs nothing: the connection is kept', async ({
  page,
  stack,
}) => {
  await connect(page, maya)
  await stack.emulator.addFault({ route: 'GET /me', kind: 'status', status: 503, count: null })
  const card = cardOf(page, maya)
  await testConnection(page, maya, 'not everything could be checked. The connection is kept.')
  await expect(card).toContainText('intercom.unavailable')
  await expect(card).not.toContainText('Needs reconnecting')
})

test('Disconnect asks first: it names the workspace, starts on Cancel, and Esc changes nothing', async ({
  page,
}) => {
  await connect(page, maya)
  const opener = cardOf(page, maya).getByRole('button', { name: 'Disconnect', exact: true })
  await opener.click()
  const dialog = page.getByRole('dialog', { name: 'Disconnect Harbour Books?' })
  await expect(dialog).toContainText('stops reading this workspace at once')
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(opener).toBeFocused()
  await opener.click()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(cardOf(page, maya)).toBeVisible()
})

test('after disconnecting there is proof, the app stays installed, and connecting again works', async ({
  page,
  stack,
}) => {
  await connect(page, maya)
  await disconnect(page, maya)
  const stopped = page
    .getByRole('region', { name: 'Disconnected' })
    .getByRole('article', { name: 'Harbour Books' })
  await expect(stopped).toContainText(/Stopped here at \d\d:\d\d/)
  await expect(stopped.getByRole('heading', { name: 'Harbour Books' })).toBeFocused()
  await expect(page.getByRole('status')).toHaveText('Harbour Books is disconnected. Its access was erased.')
  await expect(page.getByText('No workspace is connected.')).toBeVisible()
  expect(await stack.emulator.uninstalls()).toBe(0)

  await page.reload()
  await expect(stopped).toContainText('Stopped here at')
  await stopped.getByRole('button', { name: 'Connect again' }).click()
  await page.getByRole('button', { name: 'Authorize' }).click()
  await expect(cardOf(page, maya)).toContainText('Connected.')
  await expect(stopped).toHaveCount(0)
})

test('signing out says so in every tab, keeps the connections, and connecting again signs in', async ({
  page,
  context,
}) => {
  await connect(page, maya)
  const other = await context.newPage()
  await other.goto('/connections')
  await expect(cardOf(other, maya)).toBeVisible()
  await signOut(page)
  // The result of connecting, told before, is not told again as a link that leads nowhere.
  await expect(page.getByRole('heading', { name: 'No connection was found for this link' })).toHaveCount(0)
  await expect(other.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
  await expect(other.getByRole('article')).toHaveCount(0)
  await connect(page, maya)
  await expect(page.getByRole('article')).toHaveCount(1)
})
