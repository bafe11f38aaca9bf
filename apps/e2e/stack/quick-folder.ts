import { mkdtemp, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const memory = '/dev/shm'
const bytesMin = 512 * 1024 * 1024

/**
 * Makes a new folder in memory where there is room for it, else in the system's folder for temporary files.
 *
 * For a Redis that writes to disk before it answers: while a browser starts, a shared disk may take longer than the
 * API waits for Redis, and what is told then is the disk and not the product. The caller removes it.
 */
export async function makeQuickFolder(prefix: string): Promise<string> {
  const hasRoom = await statfs(memory).then(
    ({ bavail, bsize }) => bavail * bsize >= bytesMin,
    () => false,
  )
  return mkdtemp(join(hasRoom ? memory : tmpdir(), prefix))
}
