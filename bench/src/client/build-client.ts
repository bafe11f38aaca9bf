import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/**
 * Bundles the client as the API's production build does, into a new temporary folder.
 * Returns the path of the module.
 */
export async function buildClient(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
  await build({
    root: fileURLToPath(new URL('../../../packages/shared', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: 'src/intercom/index.ts',
      target: 'node26',
      outDir: folder,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'client.mjs' } },
    },
  })
  return join(folder, 'client.mjs')
}
