import { z } from 'zod'
import { Connection, Id, Timestamp } from './connection.ts'
import { limits } from './limits.ts'

/** One Intercom admin in one workspace; `signsIn` says whether it opens the account from a fresh browser. */
export const Identity = z
  .object({
    workspaceId: z.string(),
    adminId: z.string(),
    email: z.string(),
    emailVerified: z.boolean(),
    signsIn: z.boolean(),
  })
  .meta({ id: 'Identity' })
export type Identity = z.infer<typeof Identity>

export const Account = z
  .object({ id: Id, name: z.string(), identities: z.array(Identity) })
  .meta({ id: 'Account' })
export type Account = z.infer<typeof Account>

/** Who this browser is: nobody yet, or an account with its connections. */
export const Session = z
  .discriminatedUnion('status', [
    z.object({ status: z.literal('anonymous') }),
    z.object({ status: z.literal('connected'), account: Account, connections: z.array(Connection) }),
  ])
  .meta({ id: 'Session' })
export type Session = z.infer<typeof Session>

/** One signed-in browser of the account. Its id names it and opens nothing. */
export const ActiveSession = z
  .object({
    id: Id.describe('Stays the same until this browser signs out'),
    current: z.boolean().describe('True for the browser that asks'),
    userAgent: z
      .string()
      .max(limits.userAgentMax)
      .optional()
      .describe('Roughly which browser on which system, as it said itself; absent when it did not'),
    signedInAt: Timestamp,
    lastSeenAt: Timestamp.describe('To about five minutes'),
    idleEndsAt: Timestamp.describe('When it ends if it is not used again'),
    endsAt: Timestamp.describe('When it ends however much it is used'),
  })
  .meta({ id: 'ActiveSession' })
export type ActiveSession = z.infer<typeof ActiveSession>

/** The browser that asks comes first, then the others, seen last first. */
export const ActiveSessionList = z.object({ items: z.array(ActiveSession) }).meta({ id: 'ActiveSessionList' })
export type ActiveSessionList = z.infer<typeof ActiveSessionList>
