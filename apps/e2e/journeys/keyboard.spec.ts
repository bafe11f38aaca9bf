import { test, expect } from '../fixtures/test.ts'
import { cardOf, consentHeading } from '../steps/connect.ts'
import { tabTo } from '../steps/keyboard.ts'
import { people } from '../steps/people.ts'

const { maya } = people

test('connect, return, test and disconnect with the keyboard alone', async ({ page }) => {
  await page.goto('/')
  await tabTo(page, page.getByRole('button', { name: 'Connect Intercom', exact: true }))
  await page.keyboard.press('Enter')

  await expect(consentHeading(page)).toBeVisible()
  await tabTo(page, page.getByRole('radio', { name: 'Harbour Books', exact: true }))
  await tabTo(page, page.getByRole('radio', { name: 'Maya Chen' }))
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: 'Tomás Rivera' })).toBeChecked()
  await page.keyboard.press('ArrowUp')
  await expect(page.getByRole('radio', { name: 'Maya Chen' })).toBeChecked()
  await tabTo(page, page.getByRole('button', { name: 'Authorize' }))
  await page.keyboard.press('Enter')

  const card = cardOf(page, maya)
  await expect(card.getByRole('heading', { name: 'Harbour Books' })).toBeFocused()
  await tabTo(page, card.getByRole('button', { name: 'Test connection' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status')).toHaveText('Test finished: everything works.')
  await expect(card.getByRole('button', { name: 'Test connection' })).toBeFocused()

  await tabTo(page, card.getByRole('button', { name: 'Disconnect', exact: true }))
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await tabTo(page, dialog.getByRole('button', { name: 'Disconnect' }))
  await page.keyboard.press('Space')
  await expect(page.getByText('Stopped here')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Harbour Books' })).toBeFocused()
})

test('the first stop of Tab skips to the content', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('button', { name: 'Connect Intercom', exact: true })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})
