import { z } from 'zod'

/** The process answers. */
export const Liveness = z.object({ status: z.literal('ok') }).meta({ id: 'Liveness' })

/** The process can do its work; each dependency by name. */
export const Readiness = z
  .object({
    status: z.enum(['ready', 'not_ready']),
    redis: z.object({
      status: z.enum(['up', 'down']),
      durability: z
        .enum(['durable', 'bounded_loss', 'volatile', 'unknown'])
        .describe('What a crash of Redis could lose'),
      warnings: z.array(z.string()),
    }),
  })
  .meta({ id: 'Readiness' })
export type Readiness = z.infer<typeof Readiness>
