import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import type { SavedGrants } from './grants.ts'

const holder = { clientId: z.string(), workspaceId: z.string() }

const SavedState = z.object({
  version: z.literal(1),
  tokensIssued: z.int().min(0),
  installs: z.array(z.object({ ...holder, installedAtMs: z.number() })),
  tokens: z.array(
    z.object({
      ...holder,
      adminId: z.string(),
      id: z.string(),
      fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
      issuedAtMs: z.number(),
      status: z.enum(['active', 'revoked', 'superseded', 'uninstalled']),
    }),
  ),
})

/** The state file is there but cannot be used; the message is one sentence for a person. */
export class StateFileError extends Error {
  override name = 'StateFileError'
}

/**
 * Reads what an earlier run kept; `undefined` where there is no file yet.
 *
 * @throws StateFileError when the file cannot be read or is not one of ours
 */
export function readStateFile(path: string): SavedGrants | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    if (isMissingFile(cause)) return undefined
    throw new StateFileError(`The state file ${path} cannot be read.`, { cause })
  }
  const parsed = SavedState.safeParse(parseJson(text))
  if (!parsed.success) {
    throw new StateFileError(
      `The state file ${path} is not one of this emulator: delete it or name another.`,
      { cause: parsed.error },
    )
  }
  return parsed.data
}

/**
 * Replaces the file in one step: a reader, or a start after a crash, finds the old state or the new one, whole.
 * It holds fingerprints of tokens, never tokens, and only its owner may read it.
 *
 * @throws StateFileError when the file cannot be written
 */
export function writeStateFile(path: string, grants: SavedGrants): void {
  const temporaryPath = `${path}.new`
  try {
    writeFileSync(temporaryPath, `${JSON.stringify({ version: 1, ...grants }, null, 2)}\n`, { mode: 0o600 })
    renameSync(temporaryPath, path)
  } catch (cause) {
    throw new StateFileError(`The state file ${path} cannot be written.`, { cause })
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isMissingFile(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
}
