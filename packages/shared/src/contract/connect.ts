import { z } from 'zod'
import { Admin, Id, Workspace } from './connection.ts'
import { choosableRegions } from './vocabulary.ts'

/** What starts a flow. `connectionId` means reconnect; a `returnTo` that leaves the site falls back to the default. */
export const StartConnect = z
  .strictObject({
    region: z
      .enum(choosableRegions)
      .optional()
      .describe('Authorise at this region; learnt from Intercom otherwise'),
    returnTo: z.string().optional().describe('A path of ours to come back to; default /connections'),
    connectionId: Id.optional(),
  })
  .meta({ id: 'StartConnect' })
export type StartConnect = z.infer<typeof StartConnect>

export const ConnectStarted = z
  .object({ authorizeUrl: z.url(), expiresAt: z.iso.datetime() })
  .meta({ id: 'ConnectStarted' })
export type ConnectStarted = z.infer<typeof ConnectStarted>

export const pendingKinds = ['new_identity', 'other_workspace', 'other_admin', 'conflict'] as const
export const pendingChoices = ['link', 'switch_account', 'separate', 'cancel'] as const

/** One identity of the account that would receive the workspace, named so that a person recognises it. */
export const ReceivingIdentity = z
  .object({ workspace: Workspace, admin: Admin })
  .meta({ id: 'ReceivingIdentity' })

/** A question that a person answers before anything is linked; the receiving account is named first. */
export const Pending = z
  .object({
    kind: z.enum(pendingKinds),
    receivingAccount: z
      .object({ name: z.string(), identities: z.array(ReceivingIdentity) })
      .optional()
      .describe('Absent when this browser is signed in nowhere'),
    expected: Workspace.optional().describe(
      'On a reconnect: the workspace of the connection that was to be reconnected',
    ),
    workspace: Workspace,
    admin: Admin,
    choices: z.array(z.enum(pendingChoices)),
    returnTo: z.string(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'Pending' })
export type Pending = z.infer<typeof Pending>
export type PendingKind = (typeof pendingKinds)[number]
export type PendingChoice = (typeof pendingChoices)[number]

export const AnswerPending = z.strictObject({ choice: z.enum(pendingChoices) }).meta({ id: 'AnswerPending' })
export type AnswerPending = z.infer<typeof AnswerPending>

/** `connectionId` is present when the answer ended in a connection; `returnTo` is where to go on. */
export const PendingAnswered = z
  .object({ connectionId: Id.optional(), returnTo: z.string() })
  .meta({ id: 'PendingAnswered' })
export type PendingAnswered = z.infer<typeof PendingAnswered>
