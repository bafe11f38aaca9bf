import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { errorCatalogue } from '@latchkey/shared/contract'
import { openPending } from '../../../mocks/mock-state.ts'
import { openScenario } from '../../../test/open-scenario.ts'

const button = (name: string) => page.getByRole('button', { name, exact: true })
const question = page.getByRole('heading', { level: 1 })

async function choiceNames(): Promise<string[]> {
  await expect.element(button('Cancel')).toBeVisible()
  return page
    .getByRole('list', { name: 'What you can do' })
    .getByRole('button')
    .elements()
    .map((element) => element.textContent)
}

test('the receiving account stands first, with every identity that signs in to it', async () => {
  openScenario('pending-new-identity')
  await expect.element(question).toHaveTextContent('Add Nordlicht Verlag to your account?')
  const receiving = page.getByRole('region', { name: 'The account that would receive it' })
  await expect.element(receiving).toMatchTextContent(/Ines Example.*Harbour Coffee.*hx2pzq41/)
  const chosen = page.getByRole('region', { name: 'What you chose in Intercom' })
  await expect
    .element(chosen)
    .toMatchTextContent(/Nordlicht Verlag.*eu7kd93m.*ines@nordlicht\.example.*Europe/)
  const order = receiving.element().compareDocumentPosition(chosen.element())
  expect(order & Node.DOCUMENT_POSITION_FOLLOWING).not.toBe(0)
  expect(document.title).toBe('Add Nordlicht Verlag to your account? · Latchkey')
})

test.each([
  ['pending-new-identity', ['Cancel', 'Add to this account', 'Keep it in an account of its own']],
  ['pending-other-workspace', ['Cancel', 'Add to this account', 'Keep it in an account of its own']],
  ['pending-other-admin', ['Cancel', 'Add to this account', 'Keep it in an account of its own']],
  ['pending-conflict', ['Cancel', 'Sign in to the other account', 'Move it to an account of its own']],
  ['pending-conflict-signed-out', ['Cancel', 'Move it to an account of its own']],
])('%s offers the choices of the question, the safe one first', async (name, choices) => {
  openScenario(name)
  expect(await choiceNames()).toEqual(choices)
})

test.each([
  ['pending-other-workspace', 'You chose Nordlicht Verlag, this connection is Harbour Coffee'],
  ['pending-other-admin', 'You connected Harbour Coffee as another admin'],
  ['pending-conflict', 'Nordlicht Verlag already belongs to another account'],
])('%s says what differs', async (name, title) => {
  openScenario(name)
  await expect.element(question).toHaveTextContent(title)
})

test('a browser that is signed in nowhere is told so in place of an account', async () => {
  openScenario('pending-conflict-signed-out')
  await expect.element(page.getByText('None: this browser is not signed in.')).toBeVisible()
  // An arrow would say that something goes there.
  const parties = page.getByRole('region', { name: 'What you chose in Intercom' }).element().parentElement
  expect(parties?.querySelector(':scope > :not(section)')).toBeNull()
})

test('adding leads to the connections, with the new one confirmed', async () => {
  openScenario('pending-new-identity')
  await userEvent.click(button('Add to this account'))
  await expect.element(page.getByRole('heading', { level: 2, name: 'Nordlicht Verlag' })).toHaveFocus()
  expect(location.pathname).toBe('/connections')
  await expect.element(page.getByRole('article', { name: 'Harbour Coffee' })).toBeVisible()
})

test('cancelling leads back and says that nothing was linked', async () => {
  openScenario('pending-new-identity')
  await userEvent.click(button('Cancel'))
  await expect.element(page.getByRole('heading', { name: 'Nothing was linked' })).toHaveFocus()
  await expect.element(page.getByRole('article', { name: 'Nordlicht Verlag' })).not.toBeInTheDocument()
})

test('an answer that names a page of another site leads to the connections', async () => {
  openScenario('pending-new-identity', { pending: openPending({ returnTo: '//evil.example/' }) })
  await userEvent.click(button('Cancel'))
  await expect.element(page.getByRole('heading', { name: 'Nothing was linked' })).toBeVisible()
  expect(location.pathname).toBe('/connections')
})

test('a refused answer is told beside the choices, which stay', async () => {
  openScenario('pending-choice-unavailable')
  await userEvent.click(button('Add to this account'))
  await expect
    .element(page.getByRole('alert'))
    .toMatchTextContent(errorCatalogue['pending.choice_unavailable'].title)
  await expect.element(button('Cancel')).toBeVisible()
})

test('a question that is no longer open has a way on', async () => {
  openScenario('pending-gone')
  await expect.element(question).toHaveTextContent('This question is no longer open')
  await expect.element(button('Connect Intercom')).toBeVisible()
})

test('a question whose time is over offers nothing but to start again', async () => {
  openScenario('pending-expired')
  await expect.element(page.getByRole('heading', { name: 'This question has closed' })).toHaveFocus()
  await expect.element(button('Add to this account')).not.toBeInTheDocument()
})

test('long and right-to-left names stay inside the page', async () => {
  openScenario('pending-hostile')
  await expect.element(question).toBeVisible()
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(document.documentElement.clientWidth)
})
