import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import process from 'node:process'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
/** Where a browser lies that its installer does not put on PATH. */
const applications = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/**
 * The Chromium of this machine: `CHROMIUM_PATH`, else the first on PATH.
 *
 * @throws Error that says what to install
 */
export function findChromium(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const candidates = [
    ...[process.env['CHROMIUM_PATH'] ?? ''].filter((path) => path !== ''),
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...applications,
  ]
  const found = candidates.find(isExecutable)
  if (found === undefined) {
    throw new Error(
      'No Chromium was found: install it (Debian: apt-get install chromium), or set CHROMIUM_PATH.',
    )
  }
  return found
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
