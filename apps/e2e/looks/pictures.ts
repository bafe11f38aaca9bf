import { join } from 'node:path'
import process from 'node:process'
import type { Page } from '@playwright/test'
import { repositoryRoot } from '../stack/repository-root.ts'

const folder = join(repositoryRoot, 'docs/screenshots')

export type Theme = 'light' | 'dark'
export type Size = keyof typeof sizes

/** The windows in which every state is looked at. */
export const sizes = {
  desktop: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
} as const

/** The pictures that the documentation shows, by state, size and theme. */
const chosen: Readonly<Record<string, string>> = {
  'connect desktop light': 'connect',
  'connections-several desktop light': 'connections',
  'confirm desktop light': 'confirm',
  'test-passed desktop dark': 'test-dark',
  'needs-reconnecting desktop light': 'needs-reconnecting',
  'disconnect-dialog desktop light': 'disconnect',
  'connect phone light': 'phone',
  'connections-new phone dark': 'phone-dark',
  'emulator-consent desktop light': 'emulator',
}

/** Pictures cost as much time as everything else together, so they are taken only when asked for. */
const update = process.env['UPDATE_SCREENSHOTS'] === '1'
const takesPictures = update || process.env['SCREENSHOTS'] === '1'

/**
 * With `SCREENSHOTS=1`, takes the page, or its window, into `docs/screenshots/all`, which is not kept. With
 * `UPDATE_SCREENSHOTS=1`, takes the window of a chosen one into `docs/screenshots` too.
 */
export async function takePicture(
  page: Page,
  { name, size, theme, wholePage }: { name: string; size: Size; theme: Theme; wholePage: boolean },
): Promise<void> {
  if (!takesPictures) return
  const path = join(folder, 'all', `${name}.${size}.${theme}.png`)
  await page.screenshot({ path, fullPage: wholePage, animations: 'disabled' })
  const kept = update ? chosen[`${name} ${size} ${theme}`] : undefined
  if (kept === undefined) return
  await page.screenshot({ path: join(folder, `${kept}.png`), animations: 'disabled' })
}
