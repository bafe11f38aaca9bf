import { expect } from '../../fixtures/test.ts'
import {
  addWorkspace,
  askToAdd,
  authorise,
  cardOf,
  connect,
  consentHeading,
  goToIntercom,
} from '../../steps/connect.ts'
import { people, type Person } from '../../steps/people.ts'
import type { Scene, State } from '../state.ts'

const { maya, tomas, jonas, layla } = people

/** Loses the access of the only workspace, and comes back from reconnecting as somebody else. */
async function reconnectAs({ page, stack }: Scene, person: Person): Promise<void> {
  await stack.emulator.addFault({ route: 'GET /me', kind: 'meUnknownRegion' })
  await connect(page, maya)
  await stack.emulator.revoke(maya.workspaceId)
  await cardOf(page, maya).getByRole('button', { name: 'Test connection' }).click()
  await cardOf(page, maya).getByRole('button', { name: 'Reconnect' }).click()
  await expect(consentHeading(page)).toBeVisible()
  await authorise(page, person)
  await page.waitForURL(/\/connect\/confirm\//)
}

/** The page that asks what to do with a workspace, in each of its kinds. */
export const questionStates: readonly State[] = [
  {
    name: 'confirm',
    shows: 'the question whether to add a second workspace',
    arrange: async ({ page }) => {
      await connect(page, maya)
      await askToAdd(page, jonas)
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Add Linden Bikes')
    },
  },
  {
    name: 'confirm-third',
    shows: 'the question whether to add a third one',
    arrange: async ({ page }) => {
      await connect(page, maya)
      await addWorkspace(page, jonas)
      await askToAdd(page, layla)
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Add Wattle Coffee')
    },
  },
  {
    name: 'confirm-other-workspace',
    shows: 'the question after reconnecting with another workspace',
    arrange: async (scene) => {
      await reconnectAs(scene, jonas)
      await expect(scene.page.getByRole('heading', { level: 1 })).toContainText('You chose Linden Bikes')
    },
  },
  {
    name: 'confirm-other-admin',
    shows: 'the question after reconnecting as another admin',
    arrange: async (scene) => {
      await reconnectAs(scene, tomas)
      await expect(scene.page.getByRole('heading', { level: 1 })).toContainText('as another admin')
    },
  },
  {
    name: 'confirm-conflict',
    shows: 'the question about a workspace of another account',
    arrange: async ({ page, openOtherBrowser }) => {
      await connect(await openOtherBrowser(), jonas)
      await connect(page, maya)
      await askToAdd(page, jonas)
      await expect(page.getByRole('heading', { level: 1 })).toContainText(
        'already belongs to another account',
      )
    },
  },
  {
    name: 'confirm-conflict-signed-out',
    shows: 'the question about an added workspace in a fresh browser',
    arrange: async ({ page, openOtherBrowser }) => {
      const other = await openOtherBrowser()
      await connect(other, maya)
      await addWorkspace(other, jonas)
      await page.goto('/')
      await goToIntercom(page)
      await authorise(page, jonas)
      await expect(page.getByRole('heading', { level: 1 })).toContainText(
        'already belongs to another account',
      )
    },
  },
  {
    name: 'confirm-cancelled',
    shows: 'the connections after a question was cancelled',
    arrange: async ({ page }) => {
      await connect(page, maya)
      await askToAdd(page, jonas)
      await page.getByRole('button', { name: 'Cancel' }).click()
      await expect(page.getByRole('heading', { name: 'Nothing was linked' })).toBeVisible()
    },
  },
  {
    name: 'confirm-gone',
    shows: 'a question that is no longer open',
    arrange: async ({ page, watch }) => {
      watch.allow(/404/)
      await page.goto('/connect/confirm/AAAAAAAAAAAAAAAAAAAAAA')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('This question is no longer open')
    },
  },
]
