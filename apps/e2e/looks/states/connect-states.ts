import { signOut } from '../../steps/care.ts'
import { expect } from '../../fixtures/test.ts'
import { authorise, connect, goToIntercom } from '../../steps/connect.ts'
import { people } from '../../steps/people.ts'
import type { State } from '../state.ts'

const { maya } = people

/** The connect page, and every way in which a person comes to see it. */
export const connectStates: readonly State[] = [
  {
    name: 'connect',
    shows: 'the connect page',
    arrange: async ({ page }) => {
      await page.goto('/')
      await expect(page.locator('#static-page')).toHaveCount(0)
    },
  },
  {
    name: 'connect-static',
    shows: 'the connect page when its script does not come',
    arrange: async ({ page, watch }) => {
      watch.allow(/ERR_FAILED/)
      await page.route('**/assets/*.js', (route) => route.abort())
      await page.goto('/')
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    },
  },
  {
    name: 'connect-loading',
    shows: 'the outline of a page that waits for its first answer',
    arrange: async ({ page }) => {
      await connect(page, maya)
      await page.route('**/api/session', () => undefined)
      await page.goto('/connections', { waitUntil: 'commit' })
      await expect(page.getByRole('heading', { level: 1, name: 'Loading…' })).toBeVisible()
    },
  },
  {
    name: 'connect-returning',
    shows: 'the outline of a page that finishes a connection',
    arrange: async ({ page }) => {
      await page.route('**/api/session', () => undefined)
      await page.goto('/connections?connected=AAAAAAAAAAAAAAAAAAAAAA', { waitUntil: 'commit' })
      await expect(page.getByRole('heading', { level: 1, name: 'Finishing the connection…' })).toBeVisible()
    },
  },
  {
    name: 'connect-starting',
    shows: 'a start on its way to Intercom',
    arrange: async ({ page }) => {
      await page.route('**/api/intercom/connect', () => undefined)
      await page.goto('/')
      await expect(page.locator('#static-page')).toHaveCount(0)
      await page.getByRole('button', { name: 'Connect Intercom', exact: true }).click()
      await expect(page.getByRole('button', { name: 'Taking you to Intercom…' })).toBeVisible()
    },
  },
  {
    name: 'connect-start-failed',
    shows: 'a start that failed because Redis is away',
    arrange: async ({ page, stack, watch }) => {
      watch.allow(/503/)
      await page.goto('/')
      await expect(page.locator('#static-page')).toHaveCount(0)
      await stack.redis.kill('SIGTERM')
      await page.getByRole('button', { name: 'Connect Intercom', exact: true }).click()
      await expect(page.getByRole('alert')).toBeVisible()
    },
  },
  {
    name: 'connect-declined',
    shows: 'the connect page after saying no in Intercom',
    arrange: async ({ page }) => {
      await page.goto('/')
      await goToIntercom(page)
      await page.getByRole('button', { name: 'Cancel' }).click()
      await expect(page.getByRole('heading', { name: 'You did not connect a workspace' })).toBeVisible()
    },
  },
  {
    name: 'connect-failed',
    shows: 'the connect page after a failure, with its code and request id',
    arrange: async ({ page, stack }) => {
      await stack.emulator.addFault({ route: 'POST /auth/eagle/token', kind: 'html' })
      await page.goto('/')
      await goToIntercom(page)
      await authorise(page, maya)
      await expect(page.getByText('intercom.bad_answer')).toBeVisible()
    },
  },
  {
    name: 'connect-forged',
    shows: 'the connect page under a link that claims a connection',
    arrange: async ({ page }) => {
      await page.goto('/connections?connected=AAAAAAAAAAAAAAAAAAAAAA')
      await expect(page.getByRole('heading', { name: 'No connection was found for this link' })).toBeVisible()
    },
  },
  {
    name: 'signed-out',
    shows: 'the connect page after signing out',
    arrange: async ({ page }) => {
      await connect(page, maya)
      await signOut(page)
    },
  },
  {
    name: 'session-ended',
    shows: 'the connect page after a session has ended by itself',
    arrange: async ({ page, stack }) => {
      await connect(page, maya)
      await stack.redis.client().flushall()
      await page.reload()
      await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
    },
  },
  {
    name: 'not-found',
    shows: 'an address that leads nowhere',
    arrange: async ({ page }) => {
      await page.goto('/nowhere')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is nothing here')
    },
  },
]
