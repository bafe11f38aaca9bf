import { expect } from '../../fixtures/test.ts'
import { choosePerson, goToIntercom } from '../../steps/connect.ts'
import { people } from '../../steps/people.ts'
import type { State } from '../state.ts'

/** The pages of the emulator, which stand in for Intercom's. */
export const emulatorStates: readonly State[] = [
  {
    name: 'emulator-consent',
    shows: 'the emulator’s consent page',
    arrange: async ({ page }) => {
      await page.goto('/')
      await goToIntercom(page)
      await choosePerson(page, people.layla)
    },
  },
  {
    name: 'emulator-problem',
    shows: 'the emulator’s consent page for an app that it does not know',
    arrange: async ({ page, stack, watch }) => {
      watch.allow(/400/)
      await page.goto(`${stack.emulator.url}/oauth?client_id=nobody`)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('This app cannot be connected')
    },
  },
  {
    name: 'emulator-control',
    shows: 'the emulator’s control page',
    arrange: async ({ page, stack }) => {
      await page.goto(`${stack.emulator.url}/_emulator`)
      await expect(page.getByRole('heading', { name: 'Harbour Books' })).toBeVisible()
    },
  },
]
