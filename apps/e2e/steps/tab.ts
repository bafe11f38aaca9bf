import type { Page } from '@playwright/test'

/** Tells a page what a browser tells one whose tab a person comes back to. */
export async function comeBackToTheTab(page: Page): Promise<void> {
  await page.evaluate("window.dispatchEvent(new Event('visibilitychange'))")
}
