import { expect } from '../../fixtures/test.ts'
import { cardOf, connect } from '../../steps/connect.ts'
import { people } from '../../steps/people.ts'
import { comeBackToTheTab } from '../../steps/tab.ts'
import type { State } from '../state.ts'

const { maya } = people

/** What is shown while something behind the page is away. */
export const outageStates: readonly State[] = [
  {
    name: 'unavailable',
    shows: 'the page while Redis is away',
    arrange: async ({ page, stack, watch }) => {
      watch.allow(/503/)
      await connect(page, maya)
      await stack.redis.kill('SIGTERM')
      await page.reload()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Latchkey is temporarily unavailable')
    },
  },
  {
    name: 'not-answering',
    shows: 'a banner above what was known while the API is away',
    arrange: async ({ page, stack, watch }) => {
      watch.allow(/ERR_CONNECTION_(REFUSED|RESET)|ERR_EMPTY_RESPONSE/)
      await connect(page, maya)
      await stack.api.stop('SIGKILL')
      await cardOf(page, maya).getByRole('button', { name: 'Test connection' }).click()
      await expect(cardOf(page, maya).getByRole('alert')).toBeVisible()
      await comeBackToTheTab(page)
      await expect(page.getByText('Latchkey is not answering.')).toBeVisible()
    },
  },
  {
    name: 'offline',
    shows: 'a banner while the browser has no network',
    arrange: async ({ page, context }) => {
      await connect(page, maya)
      await context.setOffline(true)
      await expect(page.getByText('You have been offline since')).toBeVisible()
    },
  },
]
