import { test, expect } from '../fixtures/test.ts'
import { cardOf, connect, goToIntercom } from '../steps/connect.ts'
import { people } from '../steps/people.ts'

const { maya } = people

// Browsers that people use have this cache; Playwright turns it off unless told not to.
test.use({
  launchOptions: async ({ launchOptions }, provide) =>
    provide({ ...launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] }),
})

test.beforeEach(async ({ page }) => {
  await page.addInitScript({
    content: "addEventListener('pageshow', (event) => { window.wasRestored = event.persisted })",
  })
})

test('a page that comes back from the cache asks who is signed in before it shows anything', async ({
  page,
  stack,
}) => {
  await connect(page, maya)
  await goToIntercom(page, 'Connect another workspace')
  // Not signed out in another tab: that one would tell this one, and a page that is told something leaves the cache.
  await stack.redis.client().flushall()

  // A restored page does not load again.
  await page.goBack({ waitUntil: 'commit' })
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
  await expect(cardOf(page, maya)).toHaveCount(0)
  expect(await page.evaluate('window.wasRestored')).toBe(true)
})

test('a page that comes back from the cache with the session still there can be used again', async ({
  page,
}) => {
  await connect(page, maya)
  await goToIntercom(page, 'Connect another workspace')
  // A restored page does not load again.
  await page.goBack({ waitUntil: 'commit' })
  await expect(cardOf(page, maya)).toBeVisible()
  expect(await page.evaluate('window.wasRestored')).toBe(true)
  // No button stays busy from before.
  await goToIntercom(page, 'Connect another workspace')
})
