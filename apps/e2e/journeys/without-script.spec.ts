import { test, expect } from '../fixtures/test.ts'
import { authorise, cardOf, consentHeading } from '../steps/connect.ts'
import { people } from '../steps/people.ts'

const { maya, jonas } = people

test.describe('with JavaScript off', () => {
  test.use({ javaScriptEnabled: false })

  test('the form starts, the workspace is connected, and the browser is signed in', async ({
    page,
    context,
    stack,
  }) => {
    await page.goto('/')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Connect your Intercom workspace')
    await page.getByRole('button', { name: 'Connect Intercom', exact: true }).click()
    await expect(consentHeading(page)).toBeVisible()
    await authorise(page, maya)
    await page.waitForURL(/\/connections\?connected=/)
    await expect(
      page.getByRole('heading', { name: 'Showing your connections needs JavaScript' }),
    ).toBeVisible()
    expect(await stack.emulator.tokenExchanges()).toBe(1)
    const names = (await context.cookies(stack.webUrl)).map(({ name }) => name)
    expect(names).toContainEqual(expect.stringMatching(/_session$/))
  })

  test('a region is chosen with a button of the same form', async ({ page, stack }) => {
    await page.goto('/')
    await page.getByRole('button', { name: 'Connect a workspace hosted in Europe' }).click()
    await expect(consentHeading(page)).toBeVisible()
    expect(page.url()).toContain(`${stack.emulator.url}/eu/oauth?`)
  })
})

test('a person who clicks before the script has loaded still connects', async ({ page }) => {
  // The script never comes; the page and its style sheet are there.
  await page.route('**/assets/*.js', () => undefined)
  await page.goto('/', { waitUntil: 'commit' })
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  // That is for those who have turned scripts off.
  await expect(page.getByText('needs JavaScript')).toBeHidden()
  await page.getByRole('button', { name: 'Connect Intercom', exact: true }).click()
  await expect(consentHeading(page)).toBeVisible()
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await authorise(page, jonas)
  await expect(cardOf(page, jonas)).toContainText('Connected.')
})
