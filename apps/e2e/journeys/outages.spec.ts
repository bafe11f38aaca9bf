import { testConnection } from '../steps/care.ts'
import { test, expect } from '../fixtures/test.ts'
import { cardOf, connect } from '../steps/connect.ts'
import { people } from '../steps/people.ts'
import { comeBackToTheTab } from '../steps/tab.ts'

const { maya } = people

const unavailable = 'Latchkey is temporarily unavailable'

test('while the API is away the page says so and keeps what it knew; it is back without a reload', async ({
  page,
  stack,
  watch,
}) => {
  watch.allow(/ERR_CONNECTION_(REFUSED|RESET)|ERR_EMPTY_RESPONSE/)
  await connect(page, maya)
  await stack.api.stop('SIGKILL')
  const card = cardOf(page, maya)
  await card.getByRole('button', { name: 'Test connection' }).click()
  await expect(card.getByRole('alert')).toContainText(unavailable)
  await comeBackToTheTab(page)
  const banner = page.getByRole('alert').filter({ hasText: 'Latchkey is not answering. Nothing is lost' })
  await expect(banner).toBeVisible()
  await expect(card).toBeVisible()

  await stack.api.start()
  await banner.getByRole('button', { name: 'Try again' }).click()
  await expect(banner).toBeHidden()
  await testConnection(page, maya, 'Test finished: everything works.')
})

test('while the API is away a start says so beside its button, and works once it is back', async ({
  page,
  stack,
  watch,
}) => {
  watch.allow(/ERR_CONNECTION_(REFUSED|RESET)|ERR_EMPTY_RESPONSE/)
  await page.goto('/')
  const button = page.getByRole('button', { name: 'Connect Intercom', exact: true })
  await expect(button).toBeVisible()
  await stack.api.stop('SIGKILL')
  await button.click()
  await expect(page.getByRole('alert')).toContainText(unavailable)
  await stack.api.start()
  await connect(page, maya)
})

test('while Redis is away a test and a reload say so, and the page comes back by itself', async ({
  page,
  stack,
  watch,
}) => {
  watch.allow(/503/)
  await connect(page, maya)
  await stack.redis.kill('SIGTERM')
  const card = cardOf(page, maya)
  await card.getByRole('button', { name: 'Test connection' }).click()
  await expect(card.getByRole('alert')).toContainText(unavailable)
  await expect(card.getByRole('alert')).toContainText('store.unavailable')
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(unavailable)
  await expect(page.getByText('Your workspaces stay connected.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Copy code and request id' })).toBeVisible()

  await stack.redis.restart()
  // The page asks again every ten seconds.
  await expect(card).toBeVisible({ timeout: 15_000 })
})

test('while Redis is away nobody can start, and is told so beside the button', async ({
  page,
  stack,
  watch,
}) => {
  watch.allow(/503/)
  await page.goto('/')
  await expect(page.getByRole('button', { name: 'Connect Intercom', exact: true })).toBeVisible()
  await stack.redis.kill('SIGTERM')
  await page.getByRole('button', { name: 'Connect Intercom', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText(unavailable)
  await expect(page.getByRole('alert')).toContainText('store.unavailable')
})

test('a restart of the API and of Redis keeps the browser signed in and the connection working', async ({
  page,
  stack,
}) => {
  await connect(page, maya)
  await stack.api.stop('SIGTERM')
  await stack.redis.restart()
  await stack.api.start()
  await page.reload()
  const card = cardOf(page, maya)
  await expect(card).toBeVisible()
  await testConnection(page, maya, 'Test finished: everything works.')
})

test('a browser without a network says since when, and that it is over', async ({ page, context }) => {
  await connect(page, maya)
  await context.setOffline(true)
  const banner = page.getByRole('alert').filter({ hasText: 'You have been offline since' })
  await expect(banner).toContainText(/since \d\d:\d\d/)
  await expect(cardOf(page, maya)).toBeVisible()
  await context.setOffline(false)
  await expect(banner).toBeHidden()
})
