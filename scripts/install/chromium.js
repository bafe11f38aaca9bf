import { PlainFailure } from '../console/plain-failure.js'
import { findProgram } from './find-program.js'
import { installSystemPackage } from './system-packages.js'

const macApplication = '/Applications/Chromium.app/Contents/MacOS'

/**
 * Makes sure that there is a Chromium for the browser tests.
 *
 * @param {import('./system-packages.js').InstallOptions} options
 * @returns {Promise<string>} the program's path: what CHROMIUM_PATH says, when it is set
 * @throws {PlainFailure}
 */
export async function requireChromium(options) {
  const { CHROMIUM_PATH: chosen, PATH: path } = options.environment
  if (chosen !== undefined && chosen !== '') return chosen
  const find = () => findProgram('chromium', path ?? '') ?? findProgram('Chromium', macApplication)
  if (find() === undefined) {
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
  const program = find()
  if (program === undefined) {
    throw new PlainFailure(
      'Chromium was installed but cannot be found: set CHROMIUM_PATH to it and start again.',
    )
  }
  return program
}
