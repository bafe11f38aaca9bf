/** What is looked at of a `User-Agent`, in characters; a browser's own is shorter. */
const lookedAtMax = 512

/** Browsers that call themselves by other names too come before those whose names they use. */
const browsers = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\b(?:OPR|OPiOS|Opera)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|HeadlessChrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bVersion\/\S+ .*\bSafari\//, 'Safari'],
] as const

/** An iPad that asks for desktop pages says that it is a Mac, and is believed. */
const systems = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\b(?:Macintosh|Mac OS X)\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
] as const

/**
 * Says roughly which browser on which system a `User-Agent` speaks of: "Firefox on Linux", or the half that is known;
 * `undefined` for a text that names neither.
 *
 * Made of our own words only: nothing of what was sent is kept, so the result is safe wherever it is stored or shown,
 * and at most 64 characters long. No versions, because they change under a session that lasts for weeks. Only the
 * first 512 characters count.
 */
export function roughUserAgent(header: string | undefined): string | undefined {
  const text = header?.slice(0, lookedAtMax) ?? ''
  const browser = browsers.find(([pattern]) => pattern.test(text))?.[1]
  const system = systems.find(([pattern]) => pattern.test(text))?.[1]
  if (browser === undefined) return system === undefined ? undefined : `A browser on ${system}`
  return system === undefined ? browser : `${browser} on ${system}`
}
