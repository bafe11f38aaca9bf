import { z } from 'zod'
import { adminsOf } from '../../directory.ts'
import type { SeedWorkspace } from '../../seed.ts'
import { RestError } from '../operation.ts'

/** An id of an admin or team: digits, as a number or in a text; Intercom's examples have both. */
export const adminIdField = z.union([z.string().regex(/^\d+$/), z.int().min(0).transform(String)])

/** The id, if it is of an admin here. @throws RestError 404 `admin_not_found` */
export function requireAdmin(workspace: SeedWorkspace, adminId: string): string {
  if (adminsOf(workspace).some(({ id }) => id === adminId)) return adminId
  throw new RestError(404, { code: 'admin_not_found', message: 'Admin not found', field: 'admin_id' })
}
