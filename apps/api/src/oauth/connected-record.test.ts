import { expect, test } from 'vitest'
import type { ConnectionRecord } from '#api/connections/index.ts'
import { connectedRecord } from './connected-record.ts'

const workspace = { id: 'w', name: 'Acme', region: 'us' } as const
const admin = { id: '1', name: 'A', email: 'a@a.example', emailVerified: true }
const who = (exchangedAt: number) => ({ workspace, admin, tokenSet: { accessToken: 't' }, exchangedAt })
const first = connectedRecord({
  known: undefined,
  id: 'c',
  workspace,
  who: who(100),
  attempt: 'one',
  now: 110,
})
const renew = (known: ConnectionRecord, exchangedAt: number) =>
  connectedRecord({ known, id: 'c', workspace, who: who(exchangedAt), attempt: 'two', now: 300 })

test('a new connection is active, in its first generation', () => {
  expect(first).toMatchObject({
    status: 'active',
    generation: 1,
    connectedAt: 110,
    checkedAt: 110,
    attempt: 'one',
  })
})

test('a later exchange replaces the token and keeps when it was connected', () => {
  expect(renew(first, 200)).toMatchObject({ generation: 2, connectedAt: 110, checkedAt: 300, attempt: 'two' })
})

test('of two exchanges the one that began later stays, whichever is stored last', () => {
  expect(renew(first, 99)).toEqual(first)
})

test('a connection that needs reconnecting is active again and has no reason', () => {
  const lost: ConnectionRecord = { ...first, status: 'needs_reconnect', reason: 'revoked' }
  const back = renew(lost, 200)
  expect(back.status).toBe('active')
  expect(back).not.toHaveProperty('reason')
})

test('a clock that was put back does not keep a lost connection lost', () => {
  const lost: ConnectionRecord = {
    ...first,
    exchangedAt: 1_000,
    status: 'needs_reconnect',
    reason: 'revoked',
  }
  expect(renew(lost, 200)).toMatchObject({ status: 'active', generation: 2 })
})

test('a tombstone comes back under its id, connected anew, even by an exchange that began before it ended', () => {
  const tombstone: ConnectionRecord = { ...first, status: 'disconnected', disconnectedAt: 250 }
  const back = renew(tombstone, 99)
  expect(back).toMatchObject({ id: 'c', status: 'active', connectedAt: 300, generation: 2 })
  expect(back).not.toHaveProperty('disconnectedAt')
})
