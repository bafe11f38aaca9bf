import { HttpResponse, http } from 'msw'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { errorCatalogue, exampleConnection, operations } from '@latchkey/shared/contract'
import { connectedSession, mockState } from '../../../mocks/mock-state.ts'
import { errorScenarioName } from '../../../mocks/scenarios.ts'
import { apiCalls, worker } from '../../../test/mock-service.ts'
import { openScenario } from '../../../test/open-scenario.ts'
import { openApp } from '../../../test/render-app.tsx'
import { readArrival } from './arrival.ts'

const codes = Object.keys(errorCatalogue) as (keyof typeof errorCatalogue)[]
const failures = codes.filter((code) => code !== 'oauth.denied')
const heading = (name: string) => page.getByRole('heading', { level: 2, name, exact: true })
const connect = page.getByRole('button', { name: 'Connect Intercom' })

test.each(failures)('%s is told in words, with its code and request id, and a way on', async (code) => {
  openScenario(errorScenarioName(code))
  await expect.element(heading(errorCatalogue[code].title)).toHaveFocus()
  const main = page.getByRole('main')
  await expect.element(main).toMatchTextContent(errorCatalogue[code].detail)
  await expect.element(main).toMatchTextContent(`Code ${code}`)
  await expect.element(main).toMatchTextContent('0c9f5e1a-7b1d-4b6e-9a39-8a9f2f0d1c55')
  await expect.element(page.getByRole('button', { name: 'Copy code and request id' })).toBeVisible()
  await expect.element(connect).toBeVisible()
})

test('saying no in Intercom is an answer: no code, no alarm', async () => {
  openScenario('error-oauth.denied')
  const title = heading('You did not connect a workspace')
  await expect.element(title).toHaveFocus()
  expect(title.element().closest('[data-tone]')?.getAttribute('data-tone')).toBe('neutral')
  await expect.element(page.getByRole('main')).not.toMatchTextContent('oauth.denied')
})

test('a made-up code and request id are told in general words, and nothing of the link is shown', async () => {
  openScenario('forged-error')
  await expect.element(heading('Something went wrong on our side')).toBeVisible()
  const main = page.getByRole('main')
  await expect.element(main).toMatchTextContent('Code unknown')
  await expect.element(main).not.toMatchTextContent(/your\.fault|<img/)
})

test('a result is taken out of the address, and stays on the page', async () => {
  openApp('/connections?keep=1&connect_error=oauth.state_expired&request_id=abc-1', mockState())
  await expect.element(heading('That took longer than ten minutes')).toBeVisible()
  expect(location.search).toBe('?keep=1')
})

test('a failure beside working workspaces brings its own way on, and can be dismissed', async () => {
  openScenario('error-while-connected')
  await expect.element(page.getByRole('button', { name: 'Try again' })).toBeVisible()
  await userEvent.click(page.getByRole('button', { name: 'Dismiss' }))
  await expect.element(heading('Intercom no longer accepts this sign-in')).not.toBeInTheDocument()
})

test('success is said only when the session holds the connection', async () => {
  let answer = (): void => undefined
  const held = new Promise<void>((resolve) => {
    answer = resolve
  })
  worker.current?.use(
    http.get(operations.getSession.path, async () => {
      await held
      return HttpResponse.json(connectedSession())
    }),
  )
  openApp(`/connections?connected=${exampleConnection.id}`, mockState({ session: connectedSession() }))
  await expect.poll(() => location.search).toBe('')
  expect(document.body.textContent).not.toContain('Connected')
  answer()
  const card = page.getByRole('article', { name: 'Harbour Coffee' })
  await expect.element(card.getByText(/Latchkey can now read/)).toBeVisible()
  await expect.element(heading('Harbour Coffee')).toHaveFocus()
  await expect.element(page.getByRole('status')).toMatchTextContent('Harbour Coffee is connected')
  expect(document.title).toBe('Connected – Harbour Coffee · Latchkey')
})

test('the result offers a way out of the wrong workspace', async () => {
  openScenario('just-connected')
  await userEvent.click(page.getByRole('button', { name: 'Disconnect it' }))
  await expect.element(page.getByRole('dialog', { name: 'Disconnect Harbour Coffee?' })).toBeVisible()
})

test.each(['forged-connected', 'connected-without-session'])(
  'a forged success shows none (%s)',
  async (name) => {
    openScenario(name)
    await expect.element(heading('No connection was found for this link')).toHaveFocus()
    expect(document.body.textContent).not.toContain('can now read')
  },
)

test('a result that was told is over once the person signs out', async () => {
  openScenario('just-connected')
  await expect.element(page.getByText(/Latchkey can now read/)).toBeVisible()
  await userEvent.click(page.getByRole('button', { name: 'Sign out' }))
  await expect.element(heading('You are signed out of this browser')).toBeVisible()
  await expect.element(heading('No connection was found for this link')).not.toBeInTheDocument()
})

test('signing out right after a result asks for nothing that was just given up', async () => {
  openScenario('just-connected')
  await expect.poll(() => apiCalls).toContain('GET /api/connections')
  await userEvent.click(page.getByRole('button', { name: 'Sign out' }))
  await expect.element(heading('You are signed out of this browser')).toBeVisible()
  // One more call of ours, after which whatever the page asked for has been counted.
  await fetch(operations.getSession.path)
  const signOut = `${operations.endSession.method} ${operations.endSession.path}`
  expect(apiCalls.slice(apiCalls.indexOf(signOut) + 1)).toEqual(['GET /api/session'])
})

test('a result that was told is over once the session ends by itself', async () => {
  openScenario('just-connected', { failing: { verifyConnection: 'session.required' } })
  await userEvent.click(page.getByRole('button', { name: 'Test connection' }).first())
  await expect.element(heading('You are signed out')).toBeVisible()
  await expect.element(heading('No connection was found for this link')).not.toBeInTheDocument()
})

test('a result stays when the browser was not signed in to begin with', async () => {
  localStorage.setItem('latchkey.was-connected', 'yes')
  openScenario('error-oauth.state_expired')
  await expect.element(heading('You are signed out')).toBeVisible()
  await expect.element(heading(errorCatalogue['oauth.state_expired'].title)).toBeVisible()
})

test('a connection that is there but does not work is not a success', async () => {
  const broken = { ...exampleConnection, status: 'needs_reconnect' as const, reason: 'revoked' as const }
  openApp(`/connections?connected=${broken.id}`, mockState({ session: connectedSession([broken]) }))
  await expect.element(page.getByRole('button', { name: 'Reconnect' })).toBeVisible()
  expect(document.body.textContent).not.toContain('can now read')
})

test.each(['connected=..%2F..%2Fevil', 'connected=', `connected=${'A'.repeat(23)}`, 'request_id=only'])(
  '%s is no result',
  (query) => {
    expect(readArrival(new URLSearchParams(query))).toEqual({ kind: 'plain' })
  },
)

test('a request id of any letter of base64url is kept, as the API makes them', () => {
  const search = new URLSearchParams({ connect_error: 'oauth.denied', request_id: 'e_K9vgBTn7-k4AqL' })
  expect(readArrival(search)).toMatchObject({ requestId: 'e_K9vgBTn7-k4AqL' })
})

test.each(['', 'a b', 'a'.repeat(37), '"><script>', 'ünïcode'])('%s is no request id', (text) => {
  const search = new URLSearchParams({ connect_error: 'oauth.denied', request_id: text })
  expect(readArrival(search)).toEqual({ kind: 'refused', code: 'oauth.denied', requestId: undefined })
})
