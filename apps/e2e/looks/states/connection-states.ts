import { testConnection, askToDisconnect, disconnect } from '../../steps/care.ts'
import { expect } from '../../fixtures/test.ts'
import { addWorkspace, connect, goToIntercom } from '../../steps/connect.ts'
import { people } from '../../steps/people.ts'
import type { State } from '../state.ts'

const { maya, jonas, layla, priya, bartholomew } = people

/** The connections page with everything that can be seen on it. */
export const connectionStates: readonly State[] = [
  {
    name: 'connections-new',
    shows: 'a workspace that has just been connected',
    arrange: ({ page }) => connect(page, maya),
  },
  {
    name: 'connections-several',
    shows: 'workspaces of three regions',
    arrange: async ({ page }) => {
      await connect(page, maya)
      await addWorkspace(page, jonas)
      await addWorkspace(page, layla)
      await page.reload()
      await expect(page.getByRole('article')).toHaveCount(3)
    },
  },
  {
    name: 'connections-hard-names',
    shows: 'a very long name, and an e-mail address that is not verified',
    arrange: async ({ page }) => {
      await connect(page, priya)
      await addWorkspace(page, bartholomew)
    },
  },
  {
    name: 'connections-declined',
    shows: 'a person with a workspace who said no to another one',
    arrange: async ({ page }) => {
      await connect(page, maya)
      await goToIntercom(page, 'Connect another workspace')
      await page.getByRole('button', { name: 'Cancel' }).click()
      await expect(page.getByRole('heading', { name: 'You did not connect a workspace' })).toBeVisible()
    },
  },
  {
    name: 'connections-failed',
    shows: 'a failure above the workspaces that stay',
    arrange: async ({ page }) => {
      await connect(page, maya)
      await page.goto('/connections?connect_error=oauth.code_rejected&request_id=eKK9vgBTn7-k4AqL')
      await expect(page.getByText('oauth.code_rejected')).toBeVisible()
    },
  },
  {
    name: 'test-running',
    shows: 'a test of a connection that is under way',
    arrange: async ({ page }) => {
      await connect(page, maya)
      await page.route('**/verify', () => undefined)
      await testConnection(page, maya, 'Testing the connection…')
    },
  },
  {
    name: 'test-passed',
    shows: 'a test that found everything working',
    arrange: async ({ page }) => {
      await connect(page, maya)
      await page.reload()
      await testConnection(page, maya, 'everything works')
    },
  },
  {
    name: 'test-unsure',
    shows: 'a test while Intercom does not answer',
    arrange: async ({ page, stack }) => {
      await connect(page, maya)
      await stack.emulator.addFault({ route: 'GET /me', kind: 'status', status: 503, count: null })
      await testConnection(page, maya, 'The connection is kept.')
    },
  },
  {
    name: 'needs-reconnecting',
    shows: 'a workspace that needs reconnecting beside one that works',
    arrange: async ({ page, stack }) => {
      await connect(page, maya)
      await addWorkspace(page, jonas)
      await stack.emulator.revoke(maya.workspaceId)
      await page.reload()
      await testConnection(page, maya, 'Needs reconnecting')
    },
  },
  {
    name: 'disconnect-dialog',
    shows: 'a dialog that asks before a workspace is disconnected',
    isModal: true,
    arrange: async ({ page }) => {
      await connect(page, maya)
      await askToDisconnect(page, maya)
    },
  },
  {
    name: 'disconnect-failed',
    shows: 'a dialog whose answer could not be carried out',
    isModal: true,
    arrange: async ({ page, stack, watch }) => {
      watch.allow(/503/)
      await connect(page, maya)
      await askToDisconnect(page, maya)
      await stack.redis.kill('SIGTERM')
      await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click()
      await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible()
    },
  },
  {
    name: 'disconnected',
    shows: 'proof that the only workspace was disconnected',
    arrange: async ({ page }) => {
      await connect(page, maya)
      await disconnect(page, maya)
    },
  },
]
