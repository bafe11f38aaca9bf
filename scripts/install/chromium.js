import { findProgram } from './find-program.js'
import { installSystemPackage } from './system-packages.js'

/**
 * Makes sure that there is a Chromium for the browser tests.
 *
 * @param {import('./system-packages.js').InstallOptions} options
 */
export async function requireChromium(options) {
  if (findProgram('chromium', options.environment['PATH'] ?? '') !== undefined) return
  // Without a font of its own a bare Debian draws every letter as a box.
  await installSystemPackage(
    {
      what: 'Chromium',
      apt: ['chromium', 'fonts-liberation', 'fonts-dejavu-core'],
      brew: ['--cask', 'chromium'],
    },
    options,
  )
}
