import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { apiCalls } from '../../../test/mock-service.ts'
import { openScenario } from '../../../test/open-scenario.ts'

const harbour = page.getByRole('article', { name: 'Harbour Coffee' })
const ask = harbour.getByRole('button', { name: 'Disconnect', exact: true })
const dialog = page.getByRole('dialog', { name: 'Disconnect Harbour Coffee?' })
const deletions = (): string[] => apiCalls.filter((call) => call.startsWith('DELETE'))

test('the question names the workspace, says what stops, and starts on the safe answer', async () => {
  openScenario('connected')
  await userEvent.click(ask)
  await expect
    .element(dialog)
    .toMatchTextContent(/stops reading this workspace at once.*stays installed in Intercom/)
  await expect.element(dialog.getByRole('button', { name: 'Cancel' })).toHaveFocus()
})

test.each(['{Escape}', '{Enter}'])('%s leaves it as it is and gives focus back', async (key) => {
  openScenario('connected')
  await userEvent.click(ask)
  await expect.element(dialog.getByRole('button', { name: 'Cancel' })).toHaveFocus()
  await userEvent.keyboard(key)
  await expect.element(dialog).not.toBeInTheDocument()
  await expect.element(ask).toHaveFocus()
  expect(deletions()).toEqual([])
})

test('focus cannot leave the question', async () => {
  openScenario('connected')
  await userEvent.click(ask)
  await expect.element(dialog.getByRole('button', { name: 'Cancel' })).toHaveFocus()
  await userEvent.keyboard('{Tab}{Tab}{Tab}{Tab}')
  const focused = document.activeElement
  expect(focused === document.body || dialog.element().contains(focused)).toBe(true)
})

test('disconnecting stops it once and leaves proof, which is read next', async () => {
  openScenario('connected')
  await userEvent.click(ask)
  await userEvent.click(dialog.getByRole('button', { name: 'Disconnect', exact: true }))
  await expect.element(page.getByRole('heading', { level: 3, name: 'Harbour Coffee' })).toHaveFocus()
  await expect.element(harbour).toMatchTextContent(/Stopped here at \d\d:\d\d/)
  await expect.element(page.getByRole('status')).toMatchTextContent('Harbour Coffee is disconnected')
  expect(deletions()).toHaveLength(1)
})

test('a refusal is told in the question, and nothing is claimed to have stopped', async () => {
  openScenario('disconnect-fails')
  await userEvent.click(ask)
  await userEvent.click(dialog.getByRole('button', { name: 'Disconnect', exact: true }))
  await expect.element(dialog.getByRole('alert')).toMatchTextContent('Latchkey is temporarily unavailable')
  await userEvent.click(dialog.getByRole('button', { name: 'Cancel' }))
  await expect.element(harbour).toMatchTextContent('Connected')
})
