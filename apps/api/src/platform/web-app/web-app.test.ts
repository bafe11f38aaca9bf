import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { serve } from '../../../test/serve.ts'

const page = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const index = '<!doctype html><title>Latchkey</title>'

async function webDist(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'latchkey-web-'))
  onTestFinished(() => rm(parent, { recursive: true }))
  const folder = join(parent, 'dist')
  await mkdir(join(folder, 'assets'), { recursive: true })
  await writeFile(join(parent, 'outside.txt'), 'canary')
  await writeFile(join(folder, 'index.html'), index)
  await writeFile(join(folder, 'favicon.svg'), '<svg/>')
  await writeFile(join(folder, 'assets', 'main-3fK9x.js'), 'export {}')
  return folder
}

test('hashed assets are kept for a year, and everything else is asked for again', async () => {
  const served = await serve({ environment: { WEB_DIST: await webDist() } })
  const asset = await served.ask({ path: '/assets/main-3fK9x.js' })
  expect([asset.status, asset.text]).toEqual([200, 'export {}'])
  expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect(asset.headers['content-type']).toMatch(/javascript/)
  for (const path of ['/', '/index.html', '/favicon.svg', '/connections']) {
    const answer = await served.ask({ path, headers: page })
    expect([answer.status, answer.headers['cache-control']]).toEqual([200, 'no-cache'])
    expect(answer.headers['content-security-policy']).toContain("script-src 'self'")
    expect(answer.headers['set-cookie']).toBeUndefined()
  }
})

test('an unchanged page is not sent again', async () => {
  const served = await serve({ environment: { WEB_DIST: await webDist() } })
  const { headers } = await served.ask({ path: '/', headers: page })
  const again = await served.ask({ path: '/', headers: { ...page, 'if-none-match': headers.etag ?? '' } })
  expect([again.status, again.text]).toEqual([304, ''])
})

test('every page of the web app is its index, also for HEAD', async () => {
  const served = await serve({ environment: { WEB_DIST: await webDist() } })
  for (const path of ['/connections', '/connect/confirm/abc', '/deep/er?connected=1']) {
    const answer = await served.ask({ path, headers: page })
    expect([answer.status, answer.text]).toEqual([200, index])
    expect(answer.headers['content-type']).toMatch(/^text\/html/)
  }
  expect((await served.ask({ method: 'HEAD', path: '/connections', headers: page })).status).toBe(200)
})

test.each([
  ['/api/nothing', page],
  ['/intercom/nothing', page],
  ['/assets/gone-1aB.js', page],
  ['/metrics', page],
  ['/connections', { accept: 'application/json' }],
  ['/connections', {}],
  ['/../outside.txt', {}],
  ['/..%2foutside.txt', {}],
  ['/assets/..%2f..%2foutside.txt', {}],
  ['/assets/', {}],
])('there is no page at %s for %o', async (path, headers) => {
  const served = await serve({ environment: { WEB_DIST: await webDist() } })
  const answer = await served.ask({ path, headers })
  expect(answer.problem().code).toBe('request.not_found')
})

test('nothing is posted to a page', async () => {
  const served = await serve({ environment: { WEB_DIST: await webDist() } })
  const headers = { 'sec-fetch-site': 'same-origin' }
  expect((await served.ask({ method: 'POST', path: '/connections', headers })).status).toBe(404)
  expect((await served.ask({ method: 'POST', path: '/index.html', headers })).status).toBe(405)
})

test('a folder without the web app ends the start with a plain sentence', async () => {
  const folder = await webDist()
  await rm(join(folder, 'index.html'))
  await expect(serve({ environment: { WEB_DIST: folder } })).rejects.toThrow('WEB_DIST holds no index.html')
})
