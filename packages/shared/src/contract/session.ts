import { z } from 'zod'
import { Connection, Id } from './connection.ts'

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
