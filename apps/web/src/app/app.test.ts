import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { connections } from '../../mocks/fixtures.ts'
import { connectedSession, mockState } from '../../mocks/mock-state.ts'
import { apiCalls, service } from '../../test/mock-service.ts'
import { openScenario } from '../../test/open-scenario.ts'
import { openApp } from '../../test/render-app.tsx'

const heading = page.getByRole('heading', { level: 1 })
const up = mockState({ session: connectedSession([connections.harbour]) })

test.each(['redis-down', 'api-down', 'proxy-error'])(
  '%s shows that nothing is lost, and recovers',
  async (name) => {
    openScenario(name)
    await expect.element(heading).toHaveTextContent('Latchkey is temporarily unavailable')
    await expect.element(page.getByRole('main')).toMatchTextContent('Nothing is lost')
    service.set(up)
    await userEvent.click(page.getByRole('button', { name: 'Try again' }))
    await expect.element(heading).toHaveTextContent('Connections')
  },
)

test('a service that stops answering later leaves the page, with a banner', async () => {
  openApp('/connections', up)
  await expect.element(heading).toHaveTextContent('Connections')
  service.set({ ...up, service: 'down' })
  dispatchEvent(new Event('visibilitychange'))
  await expect.element(page.getByRole('alert')).toMatchTextContent('Latchkey is not answering')
  await expect.element(page.getByRole('article', { name: 'Harbour Coffee' })).toBeVisible()
  service.set(up)
  await userEvent.click(page.getByRole('alert').getByRole('button', { name: 'Try again' }))
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument()
})

test('losing the network is said, and is over when it is back', async () => {
  openApp('/connections', up)
  await expect.element(heading).toBeVisible()
  dispatchEvent(new Event('offline'))
  await expect.element(page.getByRole('alert')).toMatchTextContent(/You have been offline since \d\d:\d\d/)
  dispatchEvent(new Event('online'))
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument()
})

test('signing out keeps the workspaces connected and says so', async () => {
  openApp('/connections', up)
  await userEvent.click(page.getByRole('button', { name: 'Sign out' }))
  await expect.element(heading).toHaveFocus()
  await expect
    .element(page.getByRole('heading', { name: 'You are signed out of this browser' }))
    .toBeVisible()
  await expect.element(page.getByRole('button', { name: 'Sign out' })).not.toBeInTheDocument()
})

test('a session that ends under the hand is explained, and nothing of it stays on the page', async () => {
  openScenario('verify-signed-out')
  await userEvent.click(page.getByRole('button', { name: 'Test connection' }))
  await expect.element(page.getByRole('heading', { name: 'You are signed out', exact: true })).toBeVisible()
  await expect.element(page.getByRole('button', { name: 'Connect Intercom' })).toBeVisible()
  expect(document.body.textContent).not.toContain('Harbour Coffee')
})

test('a session that ended since the last visit is explained', async () => {
  openScenario('session-ended')
  await expect.element(page.getByRole('heading', { name: 'You are signed out', exact: true })).toBeVisible()
})

test('a first visit is not told that it is signed out', async () => {
  openScenario('anonymous')
  await expect.element(heading).toBeVisible()
  await expect.element(page.getByRole('heading', { name: /signed out/ })).not.toBeInTheDocument()
})

test('a page from the back/forward cache is hidden until the session has answered', async () => {
  openApp('/connections', up)
  await expect.element(heading).toBeVisible()
  dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
  expect(getComputedStyle(document.body).visibility).toBe('hidden')
  service.set(mockState())
  dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  await expect.poll(() => getComputedStyle(document.body).visibility).toBe('visible')
  expect(document.body.textContent).not.toContain('Harbour Coffee')
})

test('a page from the back/forward cache asks for nothing that a session which ended is refused', async () => {
  openApp('/connections', up)
  await expect.poll(() => apiCalls).toContain('GET /api/connections')
  dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
  service.set(mockState())
  apiCalls.length = 0
  // A restored page is told that it is looked at again before it is told that it was restored.
  dispatchEvent(new Event('visibilitychange'))
  dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  await expect.element(page.getByRole('heading', { name: 'You are signed out', exact: true })).toBeVisible()
  // One more call of ours, after which whatever the page asked for has been counted.
  await fetch('/api/session')
  expect(apiCalls).not.toContain('GET /api/connections')
})

test('an unknown address says so and leads on', async () => {
  openScenario('not-found')
  await expect.element(heading).toHaveTextContent('There is nothing here')
  await userEvent.click(page.getByRole('link', { name: 'Go to your connections' }))
  await expect.element(page.getByRole('button', { name: 'Connect Intercom' })).toBeVisible()
  await expect.element(heading).toHaveFocus()
})

test('a person may choose the other theme, and the system again', async () => {
  openScenario('anonymous')
  await userEvent.click(page.getByRole('button', { name: 'Switch to the dark theme' }))
  expect(getComputedStyle(document.documentElement).colorScheme).toBe('dark')
  expect(localStorage.getItem('latchkey.theme')).toBe('dark')
  await userEvent.click(page.getByRole('button', { name: 'Switch to the light theme' }))
  expect(localStorage.getItem('latchkey.theme')).toBeNull()
})
