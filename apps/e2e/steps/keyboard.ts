import type { Locator, Page } from '@playwright/test'
import { expect } from '../fixtures/test.ts'

const stepsMax = 60

/** Presses Tab until this element has focus, as a person does who has no mouse. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let step = 0; step < stepsMax; step += 1) {
    await page.keyboard.press('Tab')
    if (await target.evaluate((element) => element.matches(':focus'))) return
  }
  throw new Error(`${String(target)} was not reached with ${stepsMax} presses of Tab`)
}
