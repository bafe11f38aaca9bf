import type { Page } from '@playwright/test'
import { expect } from '../fixtures/test.ts'
import { cardOf } from './connect.ts'
import type { Person } from './people.ts'

/** Has a workspace's connection tested, and waits for a result that says this. */
export async function testConnection(page: Page, person: Person, result: string): Promise<void> {
  const card = cardOf(page, person)
  await card.getByRole('button', { name: 'Test connection' }).click()
  await expect(card).toContainText(result)
}

/** Opens the dialog that asks before a workspace is disconnected. */
export async function askToDisconnect(page: Page, person: Person): Promise<void> {
  await cardOf(page, person).getByRole('button', { name: 'Disconnect', exact: true }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
}

/** Disconnects a workspace, and ends with the proof of it on the page. */
export async function disconnect(page: Page, person: Person): Promise<void> {
  await askToDisconnect(page, person)
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click()
  await expect(page.getByText('Stopped here')).toBeVisible()
}

/** Signs out of this browser. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'You are signed out of this browser' })).toBeVisible()
}
