import type { Page } from '@playwright/test'

/**
 * Finds text that a person cannot read where it stands: cut off by a box around it, outside of the window, or under
 * other text. Text that is meant for screen readers alone is left out. Coordinates are whole pixels with two of
 * tolerance, because a line's box is a little taller than its letters.
 *
 * @returns one sentence for each, none when everything can be read
 */
export async function findLostText(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const tolerance = 2
    const isClipping = (element: PageElement): boolean => {
      const { overflowX, overflowY } = getComputedStyle(element)
      return overflowX !== 'visible' || overflowY !== 'visible'
    }
    const ancestorsOf = (element: PageElement): PageElement[] =>
      element.parentElement === null ? [element] : [element, ...ancestorsOf(element.parentElement)]
    const isInside = (inner: Box, outer: Box): boolean =>
      inner.left >= outer.left - tolerance &&
      inner.right <= outer.right + tolerance &&
      inner.top >= outer.top - tolerance &&
      inner.bottom <= outer.bottom + tolerance
    const overlaps = (one: Box, other: Box): boolean =>
      Math.min(one.right, other.right) - Math.max(one.left, other.left) > tolerance &&
      Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > tolerance

    const lost: string[] = []
    const read: { words: string; box: Box }[] = []
    const window = document.documentElement.clientWidth
    const walker = document.createTreeWalker(document.body, 4)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const words = node.textContent.trim()
      const around = ancestorsOf(node.parentElement)
      const isSeen = node.parentElement.checkVisibility({ visibilityProperty: true, opacityProperty: true })
      const isForReadersOnly = around.some((element) => getComputedStyle(element).clipPath !== 'none')
      if (words === '' || !isSeen || isForReadersOnly) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      // The page itself scrolls, so what it holds is not cut off.
      const boxes = around.slice(0, -2).filter(isClipping)
      for (const box of range.getClientRects()) {
        if (boxes.some((outer) => !isInside(box, outer.getBoundingClientRect()))) {
          lost.push(`"${words}" is cut off`)
        }
        if (box.left < -tolerance || box.right > window + tolerance) {
          lost.push(`"${words}" is outside of the window`)
        }
        for (const other of read) {
          if (other.words !== words && overlaps(box, other.box)) {
            lost.push(`"${words}" lies over "${other.words}"`)
          }
        }
        read.push({ words, box })
      }
    }
    // So that a page without text does not pass for one that can be read.
    return read.length === 0 ? ['nothing can be read'] : lost
  })
}
