import { startRedis } from '@latchkey/test-kit'
import { expect, test } from 'vitest'
import { inspectDurability } from './durability.ts'

test.each([
  { appendOnly: 'always', args: [], durability: 'durable', warnings: 0 },
  { appendOnly: 'everysec', args: [], durability: 'bounded_loss', warnings: 1 },
  { appendOnly: false, args: [], durability: 'volatile', warnings: 1 },
  { appendOnly: 'always', args: ['--maxmemory-policy', 'allkeys-lru'], durability: 'volatile', warnings: 1 },
] as const)(
  'Redis with appendOnly $appendOnly $args is $durability',
  async ({ appendOnly, args, durability, warnings }) => {
    const redis = await startRedis({ appendOnly, args })
    const report = await inspectDurability(redis.client())
    expect(report.durability).toBe(durability)
    expect(report.warnings).toHaveLength(warnings)
    await redis.stop()
  },
)
