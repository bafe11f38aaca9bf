import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const policy =
  '#!/bin/sh\n# Written by Latchkey while it installs a package, so that no service starts.\nexit 101\n'

/**
 * Denies every start of a service while `work` runs, in the way Debian has for it (`policy-rc.d` answers 101).
 *
 * What stood there before is put back, also by the next run when this one is killed in between.
 *
 * @param {() => Promise<void>} work
 * @param {string} [folder] where Debian looks for the policy
 */
export async function withoutServiceStarts(work, folder = '/usr/sbin') {
  const path = join(folder, 'policy-rc.d')
  const kept = `${path}.kept-by-latchkey`
  if (existsSync(path) && !existsSync(kept) && readFileSync(path, 'utf8') !== policy) renameSync(path, kept)
  writeFileSync(path, policy, { mode: 0o755 })
  try {
    await work()
  } finally {
    if (existsSync(kept)) renameSync(kept, path)
    else rmSync(path, { force: true })
  }
}
