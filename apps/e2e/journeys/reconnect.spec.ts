import { testConnection } from '../steps/care.ts'
import type { Page } from '@playwright/test'
import { test, expect } from '../fixtures/test.ts'
import { authorise, cardOf, connect, consentHeading } from '../steps/connect.ts'
import { people } from '../steps/people.ts'
import type { Stack } from '../stack/start-stack.ts'

const { maya, tomas, jonas } = people

/** Connects, has Intercom take the access back, and lets the person find out. */
async function loseAccess(page: Page, stack: Stack): Promise<void> {
  await connect(page, maya)
  await stack.emulator.revoke(maya.workspaceId)
  const card = cardOf(page, maya)
  await testConnection(page, maya, 'Needs reconnecting')
  await card.getByRole('button', { name: 'Reconnect' }).click()
  await expect(consentHeading(page)).toBeVisible()
}

test('access that was taken back in Intercom is noticed by a test, and Reconnect brings it back', async ({
  page,
  stack,
}) => {
  await connect(page, maya)
  await stack.emulator.revoke(maya.workspaceId)
  const card = cardOf(page, maya)
  await testConnection(page, maya, 'Test finished: this workspace needs reconnecting.')
  await expect(card).toContainText('The access was taken back in Intercom')
  await expect(page).toHaveTitle('Needs reconnecting – Harbour Books · Latchkey')
  await card.getByRole('button', { name: 'Reconnect' }).click()
  await authorise(page, maya)
  await expect(card).toContainText('Connected.')
  await expect(card).not.toContainText('Needs reconnecting')
  await expect(page.getByRole('article')).toHaveCount(1)
  await testConnection(page, maya, 'Test finished: everything works.')
})

test('another workspace on reconnecting is never swapped in: the person is asked', async ({
  page,
  stack,
}) => {
  // A workspace of a region that is not known is looked for on the host that offers those of every region.
  await stack.emulator.addFault({ route: 'GET /me', kind: 'meUnknownRegion' })
  await loseAccess(page, stack)
  await authorise(page, jonas)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'You chose Linden Bikes, this connection is Harbour Books',
  )
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('heading', { name: 'Nothing was linked' })).toBeFocused()
  await expect(cardOf(page, maya)).toContainText('Needs reconnecting')
  await expect(page.getByRole('article')).toHaveCount(1)
})

test('another admin of the same workspace on reconnecting is asked too, and can be added', async ({
  page,
  stack,
}) => {
  await loseAccess(page, stack)
  await authorise(page, tomas)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'You connected Harbour Books as another admin',
  )
  await page.getByRole('button', { name: 'Add to this account' }).click()
  await expect(page.getByRole('article')).toHaveCount(2)
  await expect(page.getByText('2 workspaces, 1 needs reconnecting.')).toBeVisible()
  await expect(page.getByRole('article').first()).toContainText('Needs reconnecting')
})
