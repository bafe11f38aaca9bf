import { HttpResponse, http } from 'msw'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { operations } from '@latchkey/shared/contract'
import { connections } from '../../../mocks/fixtures.ts'
import { connectedSession, mockState } from '../../../mocks/mock-state.ts'
import { apiCalls, service, worker } from '../../../test/mock-service.ts'
import { openScenario } from '../../../test/open-scenario.ts'
import { openApp } from '../../../test/render-app.tsx'

const card = (name: string) => page.getByRole('article', { name, exact: true })
const harbour = card('Harbour Coffee')

test('a card names the workspace, its id, region, admin, mark, times and status', async () => {
  openScenario('several')
  await expect.element(harbour).toMatchTextContent(/Harbour Coffee.*hx2pzq41/)
  await expect.element(harbour).toMatchTextContent('United States (api.intercom.io)')
  await expect.element(harbour).toMatchTextContent(/Ines Example.*ines@harbour\.example.*verified/)
  await expect.element(harbour.getByText('Connected', { exact: true }).first()).toBeVisible()
  await expect.element(card('Nordlicht Verlag')).toMatchTextContent(/Europe \(api\.eu\.intercom\.io\)/)
  await expect.element(card('Nordlicht Verlag').getByText('unverified')).toBeVisible()
  const times = Array.from(harbour.element().querySelectorAll('time'))
  expect(times.map((time) => time.dateTime)).toEqual([
    connections.harbour.connectedAt,
    connections.harbour.checkedAt,
  ])
})

test('the exact time shows on keyboard focus', async () => {
  openScenario('connected')
  await expect.element(harbour).toBeVisible()
  const tip = page.getByRole('tooltip').first()
  await expect.element(tip).not.toBeInTheDocument()
  harbour.element().querySelector<HTMLElement>('[tabindex="0"]')?.focus()
  await userEvent.keyboard('{Shift>}{Tab}{/Shift}{Tab}')
  await expect.element(tip).toBeVisible()
})

test('what needs its person comes first, each with its cause and Reconnect', async () => {
  openScenario('needs-reconnect')
  await expect.element(harbour).toBeVisible()
  const titles = page
    .getByRole('article')
    .elements()
    .map((element) => element.querySelector('h2')?.textContent)
  expect(titles.at(-1)).toBe('Harbour Coffee')
  expect(page.getByRole('button', { name: 'Reconnect' }).elements()).toHaveLength(connections.broken.length)
  await expect.element(card('Broken Works 4')).toMatchTextContent('A permission this app needs is missing')
  expect(document.title).toBe('Needs reconnecting – Broken Works 1 and 6 more · Latchkey')
})

test('Reconnect starts a flow for that very connection', async () => {
  const bodies: unknown[] = []
  worker.current?.use(
    http.post(operations.startConnect.path, async ({ request }) => {
      bodies.push(await request.json())
      return HttpResponse.json({}, { status: 500 })
    }),
  )
  openScenario('needs-reconnect')
  await userEvent.click(card('Broken Works 2').getByRole('button', { name: 'Reconnect' }))
  await expect.poll(() => bodies).toEqual([{ connectionId: connections.broken[1]?.id }])
  await expect.element(card('Broken Works 2').getByRole('alert')).toBeVisible()
})

test('a test shows each step with its time, and says the outcome aloud', async () => {
  openScenario('connected')
  await userEvent.click(harbour.getByRole('button', { name: 'Test connection' }))
  const result = harbour.getByRole('region', { name: 'Test finished: everything works.' })
  await expect.element(result).toMatchTextContent(/Intercom answersOK · 148 ms/)
  expect(result.getByRole('listitem').elements()).toHaveLength(4)
  await expect.element(page.getByRole('status')).toMatchTextContent('everything works')
  await expect.element(harbour).toMatchTextContent(/Last checkedjust now/)
})

test('a test that finds the access taken back turns the card, with the way on', async () => {
  openScenario('verify-finds-revoked')
  await userEvent.click(harbour.getByRole('button', { name: 'Test connection' }))
  await expect.element(harbour.getByRole('button', { name: 'Reconnect' })).toBeVisible()
  await expect.element(harbour).toMatchTextContent(/Failed.*connection\.needs_reconnect/)
  await expect.element(harbour).toMatchTextContent('Needs reconnecting')
})

test('a test while Intercom is away keeps the connection and says so', async () => {
  openScenario('verify-intercom-away')
  await userEvent.click(harbour.getByRole('button', { name: 'Test connection' }))
  await expect.element(harbour).toMatchTextContent('Intercom is not answering')
  await expect.element(harbour.getByRole('button', { name: 'Reconnect' })).not.toBeInTheDocument()
})

test('a limited test says until when', async () => {
  openScenario('verify-limited')
  await userEvent.click(harbour.getByRole('button', { name: 'Test connection' }))
  await expect
    .element(harbour.getByRole('alert'))
    .toMatchTextContent(/Too many requests.*Next try possible at \d\d:\d\d/)
})

test('a double click tests once', async () => {
  openScenario('connected')
  await userEvent.dblClick(harbour.getByRole('button', { name: 'Test connection' }))
  await expect.element(harbour.getByRole('region', { name: /^Test finished/ })).toBeVisible()
  expect(apiCalls.filter((call) => call.endsWith('/verify'))).toHaveLength(1)
})

test('names that try to break the page stay texts, inside the page', async () => {
  openScenario('hostile')
  await expect.element(card('<script>alert(1)</script><img src=x onerror=alert(1)>')).toBeVisible()
  await expect.element(card('Workspace hst4')).toBeVisible()
  expect(document.querySelector('main script, main img')).toBeNull()
  await page.viewport(320, 700)
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(document.documentElement.clientWidth)
  await page.viewport(1280, 900)
})

test('everything stopped still offers to connect, and lists what was stopped with proof', async () => {
  openScenario('none-left')
  await expect.element(page.getByRole('button', { name: 'Connect Intercom' })).toBeVisible()
  await expect.element(card('Old Mill Tea')).toMatchTextContent(/Stopped here (at|on)/)
  await expect.element(card('Old Mill Tea').getByRole('button', { name: 'Connect again' })).toBeVisible()
})

test('signing out in another tab asks who is here first, and then for nothing that would be refused', async () => {
  openApp('/connections', mockState({ session: connectedSession([connections.harbour]) }))
  await expect.poll(() => apiCalls).toContain('GET /api/connections')
  service.set(mockState())
  apiCalls.length = 0
  const otherTab = new BroadcastChannel('latchkey')
  otherTab.postMessage('changed')
  await expect.element(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
  // One more call of ours, after which whatever the page asked for has been counted.
  await fetch('/api/session')
  expect(apiCalls).toEqual(['GET /api/session', 'GET /api/session'])
  otherTab.close()
})

test('a change in another tab is shown here', async () => {
  openApp('/connections', mockState({ session: connectedSession([connections.harbour]) }))
  await expect.element(harbour).toBeVisible()
  service.set(mockState({ session: connectedSession([connections.harbour, connections.reef]) }))
  const otherTab = new BroadcastChannel('latchkey')
  otherTab.postMessage('changed')
  await expect.element(card('Reef & Rail')).toBeVisible()
  otherTab.close()
})
