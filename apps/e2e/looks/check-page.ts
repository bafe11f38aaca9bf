import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from '../fixtures/test.ts'

/** A window of 1280 × 800 pixels at 200 % zoom, and one of 1280 pixels at 400 %. */
const zoomed = [
  { width: 640, height: 400 },
  { width: 320, height: 640 },
]

/** Expects one main part with one heading of the first level: whatever is shown, it is one page. */
export async function expectOnePage(page: Page): Promise<void> {
  await expect(page.getByRole('main')).toHaveCount(1)
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toHaveCount(1)
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
}

/** Expects that axe finds nothing on the page as it is shown now, by any of its rules. */
export async function expectNoAxeFindings(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const findings = violations.map(({ id, help, nodes }) => ({
    rule: `${id}: ${help}`,
    places: nodes.map(({ target, failureSummary }) => `${target.join(' ')} – ${failureSummary}`),
  }))
  expect(findings).toEqual([])
}

/**
 * Expects that nothing moves on the page, for a person who has asked for that.
 *
 * @see WCAG 2.2, 2.3.3 Animation from Interactions
 */
export async function expectStillness(page: Page): Promise<void> {
  const moving = await page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 1)
      .map(({ effect }) => String(effect?.target?.className)),
  )
  expect(moving).toEqual([])
}

/**
 * Expects that zooming to 200 % and to 400 % needs no scrolling sideways.
 *
 * @see WCAG 2.2, 1.4.4 Resize Text and 1.4.10 Reflow
 */
export async function expectReflow(page: Page): Promise<void> {
  for (const window of zoomed) {
    await page.setViewportSize(window)
    const widths = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement
      return { scrollWidth, clientWidth }
    })
    expect(widths.scrollWidth).toBeLessThanOrEqual(widths.clientWidth)
  }
}
