import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { build } from 'vite'
import { permissions } from '@latchkey/shared/contract/plain'

const firstLoadBytesMax = 130_000
const root = fileURLToPath(new URL('..', import.meta.url))
let folder = ''
let html = ''
const scripts = new Map<string, string>()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latchkey-web-'))
  // The runner's own value would build React's development half.
  vi.stubEnv('NODE_ENV', 'production')
  await build({ root, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } })
  html = await readFile(join(folder, 'index.html'), 'utf8')
  for (const name of await readdir(folder, { recursive: true }))
    if (name.endsWith('.js')) scripts.set(name, await readFile(join(folder, name), 'utf8'))
})

afterAll(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

const staticPage = (): string =>
  html.slice(html.indexOf('id="static-page"'), html.indexOf('id="loading-page"'))

test('the page can be read and its form sent before any script, and with scripts off', () => {
  expect(staticPage()).toMatch(/<form [^>]*action="\/api\/intercom\/connect" method="POST"/)
  expect(staticPage()).toMatch(/<button type="submit"[^>]*><span>Connect Intercom<\/span>/)
  expect(staticPage()).toMatch(/<button(?=[^>]*name="region")(?=[^>]*value="eu")/)
  expect(permissions.filter(({ words }) => !staticPage().includes(words))).toEqual([])
})

test('the loading page is a page of its own: a main part, a heading that says what is going on, a way to skip', () => {
  const loading = html.slice(html.indexOf('id="loading-page"'), html.indexOf('id="root"'))
  expect(html).not.toMatch(/id="loading-page"[^>]*aria-hidden/)
  expect(loading.match(/<main /g)).toHaveLength(1)
  expect(loading).toMatch(
    /<h1[^>]*><span[^>]*>Loading…<\/span><span[^>]*>Finishing the connection…<\/span><\/h1>/,
  )
  const skipsTo = /href="#([\w-]+)"/.exec(loading)?.[1] ?? ''
  expect(loading).toContain(`<main class="frame_main" id="${skipsTo}"`)
  expect(html.split(`id="${skipsTo}"`)).toHaveLength(2)
})

test('with scripts off the page says what needs them, and that connecting does not', () => {
  expect(staticPage()).toContain('Showing your connections needs JavaScript')
  expect(staticPage()).toContain('Connecting works without it.')
})

test('the static page looks like the live one: every class it names has a rule', async () => {
  const style = /href="\/(assets\/[^"]+\.css)"/.exec(html)?.[1] ?? ''
  const css = await readFile(join(folder, style), 'utf8')
  const named = new Set(Array.from(html.matchAll(/class="([^"]+)"/g), (match) => match[1] ?? ''))
  expect(named.size).toBeGreaterThan(10)
  expect([...named].filter((name) => name === 'undefined' || !css.includes(`.${name}`))).toEqual([])
})

test('nothing is inline that the content security policy would refuse', () => {
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/)
  expect(html).not.toMatch(/<style|\sstyle="|\son\w+="/)
})

test('the first load stays within its budget', () => {
  const first = Array.from(html.matchAll(/(?:src|href)="\/([^"]+\.js)"/g), (match) => match[1] ?? '')
  expect(first.length).toBeGreaterThan(1)
  const bytes = first.reduce((sum, name) => sum + gzipSync(scripts.get(name) ?? '').length, 0)
  expect(bytes).toBeLessThan(firstLoadBytesMax)
})

test('no schema library, no mock and no map is shipped', async () => {
  const names = await readdir(folder, { recursive: true })
  expect(names.filter((name) => name.endsWith('.map') || name.includes('mockServiceWorker'))).toEqual([])
  const all = [...scripts.values()].join('\n')
  // Texts that survive minification: zod's own error names, the mocks' names, the worker's.
  expect(all).not.toMatch(/ZodError|invalid_union|mock-intercom|mockServiceWorker/)
})
