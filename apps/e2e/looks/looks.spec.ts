import { test } from '../fixtures/test.ts'
import { expectNoAxeFindings, expectOnePage, expectReflow, expectStillness } from './check-page.ts'
import { sizes, takePicture, type Size, type Theme } from './pictures.ts'
import { connectStates } from './states/connect-states.ts'
import { connectionStates } from './states/connection-states.ts'
import { emulatorStates } from './states/emulator-states.ts'
import { outageStates } from './states/outage-states.ts'
import { questionStates } from './states/question-states.ts'

const states = [...connectStates, ...connectionStates, ...questionStates, ...outageStates, ...emulatorStates]
const themes: readonly Theme[] = ['light', 'dark']
const sizeNames: readonly Size[] = ['desktop', 'phone']

test.use({ contextOptions: { reducedMotion: 'reduce' } })

for (const { name, shows, isModal = false, arrange } of states) {
  test(`axe finds nothing on ${shows}, and it can be zoomed to 400 %`, async ({
    page,
    context,
    stack,
    watch,
    openOtherBrowser,
  }) => {
    await arrange({ page, context, stack, watch, openOtherBrowser })
    await expectOnePage(page)
    await expectStillness(page)
    for (const size of sizeNames) {
      await page.setViewportSize(sizes[size])
      for (const theme of themes) {
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
        await takePicture(page, { name, size, theme, wholePage: !isModal })
        // Themes change colours and sizes change the order of things; their combinations change nothing more.
        if (size === 'desktop' || theme === 'light') {
          await test.step(`axe, ${size}, ${theme}`, () => expectNoAxeFindings(page))
        }
      }
    }
    await expectReflow(page)
  })
}
