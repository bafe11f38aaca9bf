import { readFileSync } from 'node:fs'
import { defineConfig } from 'vite'

const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(
  readFileSync(new URL('package.json', import.meta.url), 'utf8'),
)
/** Published packages of ours stay where they are installed; some of them read files beside their own code. */
const installed = Object.keys(dependencies).filter((name) => !name.startsWith('@latchkey/'))

/**
 * Bundles the server into dist/main.js for `node dist/main.js`. The workspace's own packages, and what only they
 * depend on, go into the bundle: neither can be found from dist.
 */
export default defineConfig({
  build: { ssr: 'src/main.ts', target: 'node26', sourcemap: true, minify: false },
  ssr: { noExternal: true, external: installed },
})
