import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from '../fixtures/test.ts'

const narrowest = { width: 320, height: 640 }

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
 * Expects that a window of 320 pixels, which is one of 1280 at 400 % zoom, needs no scrolling sideways.
 *
 * @see WCAG 2.2, 1.4.10 Reflow
 */
export async function expectReflow(page: Page): Promise<void> {
  await page.setViewportSize(narrowest)
  const widths = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return { scrollWidth, clientWidth }
  })
  expect(widths.scrollWidth).toBeLessThanOrEqual(widths.clientWidth)
}
