import { errorCatalogue } from '@latchkey/shared/contract/plain'
import { test, expect } from '../fixtures/test.ts'
import { cardOf, connect } from '../steps/connect.ts'
import { people } from '../steps/people.ts'

const { maya } = people
/** An id as the API makes them: base64url, so with the two characters beyond letters and digits. */
const requestId = 'e_K9vgBTn7-k4AqL'
const failures = Object.entries(errorCatalogue).filter(([code]) => code !== 'oauth.denied')
const addressOf = (code: string): string => `/connections?connect_error=${code}&request_id=${requestId}`

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

test('every failure that a flow can end in says what it is, what to do, and what to tell support', async ({
  page,
}) => {
  test.setTimeout(60_000)
  for (const [code, { title, detail }] of failures) {
    await test.step(code, async () => {
      await page.goto(addressOf(code))
      await expect(page.getByRole('heading', { level: 2, name: title, exact: true })).toBeFocused()
      await expect(page.getByText(detail)).toBeVisible()
      await expect(page.getByText(code, { exact: true })).toBeVisible()
      await expect(page.getByText(requestId, { exact: true })).toBeVisible()
      await expect(page.getByRole('button', { name: 'Connect Intercom', exact: true })).toBeVisible()
      await page.getByRole('button', { name: 'Copy code and request id' }).click()
      await expect(page.getByText('Copied', { exact: true })).toBeVisible()
      expect(await page.evaluate('navigator.clipboard.readText()')).toBe(`${code} ${requestId}`)
    })
  }
})

test('a person with a workspace sees the failure above it, tries again from there, and can close it', async ({
  page,
}) => {
  await connect(page, maya)
  await page.goto(addressOf('oauth.code_rejected'))
  const title = page.getByRole('heading', { name: errorCatalogue['oauth.code_rejected'].title })
  await expect(title).toBeFocused()
  await expect(cardOf(page, maya)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await expect(title).toBeHidden()
})

test('a link with a made-up failure shows none of its words', async ({ page }) => {
  await page.goto('/connections?connect_error=%3Cb%3Eyour.fault%3C/b%3E&request_id=%3Cimg%20src=x%3E')
  await expect(page.getByRole('heading', { name: errorCatalogue['internal.unexpected'].title })).toBeVisible()
  await expect(page.getByText('your.fault')).toHaveCount(0)
  await expect(page.getByRole('img')).toHaveCount(0)
})
