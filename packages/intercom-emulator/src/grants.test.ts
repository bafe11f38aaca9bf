import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { createGrants } from './grants.ts'
import { seed } from './seed.ts'

const { us } = seed.workspaces

test('the last ten thousand codes are remembered, whatever became of them', () => {
  const grants = createGrants({ clock: { now: () => 0 }, random: randomBytes, onChange: () => {} })
  const holder = {
    clientId: seed.apps.full.clientId,
    workspaceId: us.id,
    adminId: us.admins.maya.id,
  }
  const codes = Array.from({ length: 10_001 }, () => grants.issueCode(holder))
  const redeem = (code = '') => grants.redeemCode(code, holder.clientId, () => true).kind
  expect([redeem(codes[0]), redeem(codes[1]), redeem(codes[1])]).toEqual(['unknown', 'good', 'used'])
})
