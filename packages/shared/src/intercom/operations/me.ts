import * as z from 'zod'
import type { Call, CallOptions } from '../call/operation.ts'
import { id, text } from './fields.ts'

const workspaceSchema = z.looseObject({
  /** The workspace's key; equals a webhook's `app_id`. */
  id_code: text,
  name: z.string().optional().catch(undefined),
  /** A free string with no published list of values; give it to `parseRegion`. */
  region: z.unknown().optional(),
})

const avatarSchema = z.looseObject({ image_url: z.string().optional().catch(undefined) })

/**
 * `GET /me`, as far as it is relied upon: the admin's id must be there, everything else may be missing or null,
 * odd values of what is only shown are left out, and unknown fields are kept. An `app` that is no object is
 * refused, because it decides which workspace this is.
 *
 * @see Intercom, OpenAPI description 2.16, schema `admin_with_app`
 */
export const meSchema = z.looseObject({
  id,
  name: z.string().optional().catch(undefined),
  email: z.string().optional().catch(undefined),
  email_verified: z.boolean().catch(false),
  app: z.preprocess(namedWorkspace, workspaceSchema.optional()),
  avatar: avatarSchema.optional().catch(undefined),
})

/**
 * The admin that a token belongs to, and the workspace.
 *
 * `app` is `undefined` when Intercom sends null or a workspace without `id_code`: such a token names no
 * workspace, and what that means is the caller's decision. `email_verified` is true only when Intercom said
 * exactly `true`.
 */
export type Me = z.output<typeof meSchema>

export const meOperations = (call: Call) => ({
  /**
   * Who the token belongs to. Permission: read one admin; without it Intercom refuses the token (401).
   *
   * @see Intercom, "Identify an admin"
   */
  me: async (options?: CallOptions): Promise<Me> =>
    call({ method: 'GET', route: '/me', answer: meSchema, repeat: 'safe', bodyBytesMax: 1_048_576 }, options),
})

function namedWorkspace(value: unknown): unknown {
  const isUnnamed =
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !text.safeParse(Reflect.get(value, 'id_code')).success
  return value === null || isUnnamed ? undefined : value
}
