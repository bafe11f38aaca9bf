import { z } from 'zod'
import { choosableRegions, connectionStatuses, reconnectReasons } from './vocabulary.ts'

/** 128 random bits as 22 characters of base64url; names a connection, an account or a pending question. */
export const Id = z.string().regex(/^[A-Za-z0-9_-]{22}$/)

export const Timestamp = z.iso.datetime().describe('UTC, ISO 8601')

export const Workspace = z
  .object({
    id: z.string().describe("Intercom's app.id_code"),
    name: z.string(),
    region: z.enum([...choosableRegions, 'unknown']),
  })
  .meta({ id: 'Workspace' })
export type Workspace = z.infer<typeof Workspace>

export const Admin = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    emailVerified: z
      .boolean()
      .describe('True only if Intercom said exactly true; nothing is decided by e-mail'),
  })
  .meta({ id: 'Admin' })
export type Admin = z.infer<typeof Admin>

/** An account's link to one workspace through one Intercom admin; never holds a token. */
export const Connection = z
  .object({
    id: Id,
    status: z.enum(connectionStatuses),
    reason: z.enum(reconnectReasons).optional().describe('Present when status is needs_reconnect'),
    uninstall: z.enum(['none', 'pending', 'confirmed', 'superseded', 'failed']),
    workspace: Workspace,
    admin: Admin,
    connectedAt: Timestamp,
    checkedAt: Timestamp.describe('When Intercom last confirmed that the access works'),
    disconnectedAt: Timestamp.optional().describe('Present when status is disconnected'),
  })
  .meta({ id: 'Connection' })
export type Connection = z.infer<typeof Connection>

export const ConnectionList = z.object({ items: z.array(Connection) }).meta({ id: 'ConnectionList' })
export type ConnectionList = z.infer<typeof ConnectionList>

/** One step of a test: what was looked at, whether it held, how long it took, and the code when it did not. */
export const VerifyStep = z
  .object({
    name: z.enum(['token', 'network', 'access', 'identity']),
    ok: z.boolean(),
    ms: z.number().int().nonnegative(),
    code: z.string().optional(),
  })
  .meta({ id: 'VerifyStep' })
export type VerifyStep = z.infer<typeof VerifyStep>

export const Verification = z
  .object({ connection: Connection, steps: z.array(VerifyStep) })
  .meta({ id: 'Verification' })
export type Verification = z.infer<typeof Verification>
