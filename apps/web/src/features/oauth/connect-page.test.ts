import { HttpResponse, http } from 'msw'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { exampleConnectStarted, operations, permissions } from '@latchkey/shared/contract'
import { mockState } from '../../../mocks/mock-state.ts'
import { scenarios } from '../../../mocks/scenarios.ts'
import { apiCalls, worker } from '../../../test/mock-service.ts'
import { openApp } from '../../../test/render-app.tsx'

const startPath = operations.startConnect.path
const connect = page.getByRole('button', { name: 'Connect Intercom' })

function heldStart(): { finish: () => void } {
  let finish = (): void => undefined
  const held = new Promise<void>((resolve) => {
    finish = resolve
  })
  worker.current?.use(
    http.post(startPath, async () => {
      await held
      return HttpResponse.json(exampleConnectStarted, { status: 201 })
    }),
  )
  return { finish: () => finish() }
}

test('the page names every permission in plain words before a person leaves', async () => {
  openApp('/', mockState())
  await expect
    .element(page.getByRole('heading', { level: 1 }))
    .toMatchTextContent('Connect your Intercom workspace')
  const reads = page.getByRole('region', { name: 'What Latchkey will read' })
  await expect.element(reads).toMatchTextContent(new RegExp(permissions.map(({ words }) => words).join('.*')))
  expect(document.title).toBe('Connect Intercom · Latchkey')
})

test('the button belongs to a form that works by itself', async () => {
  openApp('/', mockState())
  await expect.element(connect).toHaveAttribute('type', 'submit')
  const form = connect.element().closest('form')
  expect(form?.getAttribute('action')).toBe(startPath)
  expect(form?.method).toBe('post')
})

test('a double click starts one flow and goes to Intercom once', async () => {
  const start = heldStart()
  const { wentTo } = openApp('/', mockState())
  await userEvent.dblClick(connect)
  await expect
    .element(page.getByRole('button', { name: 'Taking you to Intercom…' }))
    .toHaveAttribute('aria-busy')
  start.finish()
  await expect.poll(() => wentTo).toEqual([exampleConnectStarted.authorizeUrl])
  expect(apiCalls.filter((call) => call.startsWith('POST'))).toEqual([`POST ${startPath}`])
})

test('Cancel keeps the person here and gives the button back', async () => {
  const start = heldStart()
  const { wentTo } = openApp('/', mockState())
  await userEvent.click(connect)
  await userEvent.click(page.getByRole('button', { name: 'Cancel' }))
  await expect.element(connect).toHaveFocus()
  start.finish()
  await expect.element(page.getByRole('status')).toMatchTextContent('Cancelled. You are still here.')
  expect(wentTo).toEqual([])
})

test.each([
  ['Europe', 'eu'],
  ['Australia', 'au'],
])('a workspace hosted in %s starts at the host of that region', async (word, region) => {
  const bodies: unknown[] = []
  worker.current?.use(
    http.post(startPath, async ({ request }) => {
      bodies.push(await request.json())
      return HttpResponse.json(exampleConnectStarted, { status: 201 })
    }),
  )
  const { wentTo } = openApp('/', mockState())
  await userEvent.click(page.getByRole('button', { name: `Connect a workspace hosted in ${word}` }))
  await expect.poll(() => wentTo).toHaveLength(1)
  expect(bodies).toEqual([{ region }])
})

test('an address that is no web address is never gone to', async () => {
  worker.current?.use(
    http.post(startPath, () =>
      HttpResponse.json({ ...exampleConnectStarted, authorizeUrl: 'javascript:alert(1)' }, { status: 201 }),
    ),
  )
  const { wentTo } = openApp('/', mockState())
  await userEvent.click(connect)
  await expect.element(page.getByRole('alert')).toMatchTextContent('Something went wrong on our side')
  expect(wentTo).toEqual([])
})

test('a start that fails says why beside the button, which can be pressed again', async () => {
  openApp('/', scenarios['connect-fails']?.state() ?? mockState())
  await userEvent.click(connect)
  const alert = page.getByRole('alert')
  await expect.element(alert).toMatchTextContent('Latchkey is temporarily unavailable')
  await expect.element(alert).toMatchTextContent('store.unavailable')
  await expect.element(connect).not.toHaveAttribute('aria-disabled')
})
