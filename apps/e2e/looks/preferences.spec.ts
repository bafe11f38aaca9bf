import type { Page } from '@playwright/test'
import { askToDisconnect, disconnect, testConnection } from '../steps/care.ts'
import { expect, test } from '../fixtures/test.ts'
import { addWorkspace, authorise, cardOf, connect, consentHeading } from '../steps/connect.ts'
import { tabTo } from '../steps/keyboard.ts'
import { people } from '../steps/people.ts'
import { expectNoAxeFindings, expectReflow } from './check-page.ts'
import { findLostText } from './lost-text.ts'

const { maya, jonas } = people
const connectButton = (page: Page) => page.getByRole('button', { name: 'Connect Intercom', exact: true })

test.describe('with the colours of the system alone', () => {
  test.use({ contextOptions: { forcedColors: 'active' } })

  const invisible = 'rgba(0, 0, 0, 0)'

  test('the connect page shows what is a button and what has focus, and connects', async ({ page }) => {
    await page.goto('/')
    await expect(page.locator('#static-page')).toHaveCount(0)
    await expectNoAxeFindings(page)
    const button = connectButton(page)
    await expect(button).toHaveCSS('border-top-style', 'solid')
    await expect(button).not.toHaveCSS('border-top-color', invisible)
    await tabTo(page, button)
    await expect(button).toHaveCSS('outline-style', 'solid')
    await expect(button).toHaveCSS('outline-width', '3px')
    await expect(button).not.toHaveCSS('outline-color', invisible)
    await page.keyboard.press('Enter')
    await expect(consentHeading(page)).toBeVisible()
    await authorise(page, maya)
    await expect(cardOf(page, maya)).toContainText('Connected.')
  })

  test('the connections show statuses, buttons and the dialog by their edges, and can be used', async ({
    page,
    stack,
  }) => {
    await connect(page, maya)
    await addWorkspace(page, jonas)
    await stack.emulator.revoke(maya.workspaceId)
    await testConnection(page, maya, 'Needs reconnecting')
    await expectNoAxeFindings(page)
    const status = cardOf(page, maya).getByText('Needs reconnecting', { exact: true })
    const buttons = ['Reconnect', 'Test connection', 'Disconnect', 'Connect another workspace'].map((name) =>
      page.getByRole('main').getByRole('button', { name, exact: true }).first(),
    )
    for (const element of [status, ...buttons]) {
      await expect(element).toHaveCSS('border-top-style', 'solid')
      await expect(element).not.toHaveCSS('border-top-color', invisible)
    }
    await askToDisconnect(page, jonas)
    const dialog = page.getByRole('dialog')
    await expect(dialog).toHaveCSS('border-top-style', 'solid')
    await expect(dialog).not.toHaveCSS('border-top-color', invisible)
    await dialog.getByRole('button', { name: 'Disconnect' }).click()
    await expect(page.getByText('Stopped here')).toBeVisible()
  })
})

test.describe('with wider letters, words, lines and paragraphs', () => {
  // The page's policy refuses a style sheet of the test, as it would not refuse one of the browser's user.
  test.use({ bypassCSP: true })

  /** @see WCAG 2.2, 1.4.12 Text Spacing */
  const spacing = `
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-block-end: 2em !important }
  `
  const expectNothingLost = async (page: Page): Promise<void> => {
    await page.addStyleTag({ content: spacing })
    for (const width of [1280, 640, 390, 320]) {
      await page.setViewportSize({ width, height: 800 })
      expect(await findLostText(page), `at ${width} pixels`).toEqual([])
    }
    await expectReflow(page)
  }

  test('nothing is lost on the connect page', async ({ page }) => {
    await page.goto('/')
    await expect(page.locator('#static-page')).toHaveCount(0)
    await expectNothingLost(page)
  })

  test('nothing is lost on the connections', async ({ page, stack }) => {
    await connect(page, maya)
    await addWorkspace(page, jonas)
    await disconnect(page, jonas)
    await stack.emulator.revoke(maya.workspaceId)
    await testConnection(page, maya, 'Needs reconnecting')
    await expectNothingLost(page)
  })
})

test.describe('at 200 % zoom', () => {
  test.use({ viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 })

  test('a person connects, tests and disconnects, and nothing is lost', async ({ page }) => {
    await page.goto('/')
    await expect(page.locator('#static-page')).toHaveCount(0)
    expect(await findLostText(page)).toEqual([])
    await connect(page, maya)
    await testConnection(page, maya, 'Test finished: everything works.')
    expect(await findLostText(page)).toEqual([])
    await askToDisconnect(page, maya)
    const button = page.getByRole('dialog').getByRole('button', { name: 'Disconnect' })
    await button.scrollIntoViewIfNeeded()
    await expect(button).toBeInViewport({ ratio: 1 })
    await button.click()
    await expect(page.getByText('Stopped here')).toBeVisible()
    expect(await findLostText(page)).toEqual([])
  })
})
