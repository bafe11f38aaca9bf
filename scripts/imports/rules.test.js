import { spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import rules from '../../.dependency-cruiser.mjs'
import { findViolations } from './find-violations.js'

const repository = fileURLToPath(new URL('../..', import.meta.url))

const plainContract = 'packages/shared/src/contract/plain.ts'

/** A small tree in which every import is allowed. */
const allowedTree = {
  'apps/api/package.json':
    '{ "name": "@latchkey/api", "type": "module", "imports": { "#api/*": "./src/*" } }',
  'apps/api/src/app.ts': "import '#api/oauth/index.ts'\nimport '#api/platform/errors.ts'",
  'apps/api/src/config.ts': "import './config/network.ts'",
  'apps/api/src/config/network.ts': 'export const network = 1',
  'apps/api/src/platform/errors.ts': "import '#api/config.ts'",
  'apps/api/src/sessions/index.ts': "import './session-store.ts'\nimport '#api/platform/errors.ts'",
  'apps/api/src/sessions/session-store.ts': 'export const store = 1',
  'apps/api/src/tokens/index.ts': 'export const tokens = 1',
  'apps/api/src/activity/index.ts': 'export const activity = 1',
  'apps/api/src/connections/index.ts': "import '#api/tokens/index.ts'\nimport '@latchkey/shared/intercom'",
  'apps/api/src/connections/verify.test.ts':
    "import '@latchkey/test-kit'\nimport '@latchkey/intercom-emulator'",
  'apps/api/src/accounts/index.ts': "import '#api/connections/index.ts'",
  'apps/api/src/oauth/index.ts': "import '#api/accounts/index.ts'\nimport '#api/sessions/index.ts'",
  'apps/api/src/workspace-data/index.ts': "import '#api/connections/index.ts'",
  'apps/api/src/webhooks/index.ts': "import '#api/connections/index.ts'",
  'apps/web/package.json': '{ "name": "@latchkey/web", "type": "module" }',
  'apps/web/src/main.tsx':
    "import { limits } from '@latchkey/shared/contract/plain'\nimport type { A } from '@latchkey/shared/contract'\nexport const a: A = limits",
  'apps/web/src/features/connections/index.ts': 'export const page = 1',
  'apps/web/src/features/connections/card.ts': 'export const card = 1',
  'apps/web/src/features/oauth/index.ts': "import '../connections/index.ts'",
  'apps/e2e/connect.spec.ts': "import '@latchkey/test-kit'",
  'packages/shared/package.json':
    '{ "name": "@latchkey/shared", "type": "module", "exports": { "./contract": "./src/contract/index.ts", "./contract/plain": "./src/contract/plain.ts", "./intercom": "./src/intercom/index.ts" } }',
  'packages/shared/src/contract/index.ts': "import 'zod'\nexport type A = number",
  'packages/shared/src/contract/plain.ts': "export { limits } from './limits.ts'",
  'packages/shared/src/contract/limits.ts': 'export const limits = 1',
  'packages/shared/src/intercom/index.ts':
    "import 'node:crypto'\nimport 'zod'\nimport 'oauth4webapi'\nimport 'undici'\nimport './signing/index.ts'",
  'packages/shared/src/intercom/signing/index.ts': "import 'node:crypto'",
  'packages/shared/src/intercom/paging.ts': 'export const paging = 1',
  'packages/intercom-emulator/package.json':
    '{ "name": "@latchkey/intercom-emulator", "exports": "./src/index.ts" }',
  'packages/intercom-emulator/src/index.ts': "import '../../shared/src/intercom/signing/index.ts'",
  'packages/test-kit/package.json': '{ "name": "@latchkey/test-kit", "exports": "./src/index.ts" }',
  'packages/test-kit/src/index.ts': 'export const kit = 1',
  'scripts/start.js': "import 'node:path'\nimport './step.js'",
  'scripts/step.js': 'export const step = 1',
  ...Object.fromEntries(
    ['zod', 'oauth4webapi', 'undici', 'react'].flatMap((name) => [
      [`node_modules/${name}/package.json`, `{ "name": "${name}", "main": "index.js" }`],
      [`node_modules/${name}/index.js`, ''],
    ]),
  ),
}

/**
 * The imports that are forbidden, all added to one more copy of that tree. A rule that looks at what can be reached
 * blames the file from which it looks.
 *
 * @type {[rule: string, file: string, imports: string, blamed?: string][]}
 */
const forbidden = [
  ['no-cycles', 'packages/test-kit/src/index.ts', './index.ts'],
  ['no-unresolved-imports', 'packages/test-kit/src/index.ts', './nowhere.ts'],
  ['apps-never-import-apps', 'apps/web/src/main.tsx', '../../api/src/app.ts'],
  ['apps-never-import-apps', 'apps/e2e/connect.spec.ts', '../api/src/app.ts'],
  ['packages-never-import-apps', 'packages/test-kit/src/index.ts', '../../../apps/api/src/app.ts'],
  ['web-imports-the-contract-only', 'apps/web/src/main.tsx', '@latchkey/shared/intercom'],
  ['web-imports-plain-data-and-types-only', 'apps/web/src/main.tsx', '@latchkey/shared/contract'],
  ['web-imports-plain-data-and-types-only', 'apps/web/src/main.tsx', 'zod'],
  ['plain-contract-reaches-no-schema', 'packages/shared/src/contract/limits.ts', 'zod', plainContract],
  ['contract-imports-zod-only', 'packages/shared/src/contract/index.ts', 'undici'],
  ['contract-imports-zod-only', 'packages/shared/src/contract/index.ts', '../intercom/paging.ts'],
  ['contract-imports-zod-only', 'packages/shared/src/contract/index.ts', 'node:crypto'],
  ['intercom-client-imports-few', 'packages/shared/src/intercom/index.ts', 'react'],
  ['intercom-client-imports-few', 'packages/shared/src/intercom/index.ts', '../contract/limits.ts'],
  [
    'emulator-imports-signing-only',
    'packages/intercom-emulator/src/index.ts',
    '../../shared/src/intercom/paging.ts',
  ],
  ['platform-never-imports-a-feature', 'apps/api/src/platform/errors.ts', '#api/activity/index.ts'],
  ['features-import-downwards-activity', 'apps/api/src/activity/index.ts', '#api/sessions/index.ts'],
  ['features-import-downwards-sessions', 'apps/api/src/sessions/index.ts', '#api/accounts/index.ts'],
  ['features-import-downwards-tokens', 'apps/api/src/tokens/index.ts', '#api/connections/index.ts'],
  ['features-import-downwards-connections', 'apps/api/src/connections/index.ts', '#api/accounts/index.ts'],
  ['features-import-downwards-accounts', 'apps/api/src/accounts/index.ts', '#api/oauth/index.ts'],
  ['features-import-downwards-oauth', 'apps/api/src/oauth/index.ts', '#api/webhooks/index.ts'],
  ['features-import-downwards-workspace-data', 'apps/api/src/workspace-data/index.ts', '#api/oauth/index.ts'],
  ['features-import-downwards-webhooks', 'apps/api/src/webhooks/index.ts', '#api/accounts/index.ts'],
  ['features-through-their-front-door', 'apps/api/src/oauth/index.ts', '#api/sessions/session-store.ts'],
  ['features-through-their-front-door', 'apps/web/src/features/oauth/index.ts', '../connections/card.ts'],
  ['features-through-their-front-door', 'apps/api/src/platform/errors.ts', '#api/config/network.ts'],
  ['app-through-front-doors', 'apps/api/src/app.ts', '#api/sessions/session-store.ts'],
  ['test-packages-only-in-tests', 'apps/api/src/app.ts', '@latchkey/test-kit'],
  ['test-packages-only-in-tests', 'apps/api/src/app.ts', '@latchkey/intercom-emulator'],
  ['emulator-without-test-kit', 'packages/intercom-emulator/src/index.ts', '@latchkey/test-kit'],
  ['production-never-imports-tests', 'apps/api/src/app.ts', './connections/verify.test.ts'],
  ['scripts-without-dependencies', 'scripts/start.js', 'zod'],
]

/** @type {string} */
let tree

beforeEach(() => {
  tree = makeAllowedTree()
})

afterEach(() => rmSync(tree, { recursive: true, force: true }))

test('an orderly tree breaks no import rule', () => {
  expect(findViolations(tree, repository)).toEqual({
    violations: [],
    unread: [],
    modules: expect.any(Number),
  })
})

describe('the import rules', () => {
  /** @type {ReturnType<typeof findViolations>['violations']} */
  let violations

  beforeAll(() => {
    const broken = makeAllowedTree()
    for (const [, file, imported] of forbidden) appendFileSync(join(broken, file), `import '${imported}'\n`)
    violations = findViolations(broken, repository).violations
    rmSync(broken, { recursive: true, force: true })
  })

  test.for(forbidden)('%s catches that %s imports %s', ([rule, file, imported, blamed = file]) => {
    const target = basename(imported.replace('node:', ''))
    expect(violations).toContainEqual({ rule, from: blamed, to: expect.stringContaining(target) })
  })

  test('are each tried by a forbidden import above', () => {
    const names = (rules.forbidden ?? []).map((rule) => rule.name)
    expect(new Set(forbidden.map(([rule]) => rule))).toEqual(new Set(names))
  })
})

describe('the command', () => {
  const check = () =>
    spawnSync(process.execPath, [join(repository, 'scripts', 'check-imports.js'), tree], { encoding: 'utf8' })

  test('succeeds on an orderly tree', () => {
    expect(check()).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Imports: \d+ files/) })
  })

  test('fails when not one file was read', () => {
    for (const folder of ['apps', 'packages', 'scripts']) {
      rmSync(join(tree, folder), { recursive: true })
      mkdirSync(join(tree, folder))
    }
    expect(check()).toMatchObject({ status: 1, stderr: expect.stringContaining('No file was read') })
  })

  test('fails when TypeScript files are passed over, as they are without a parser for them', () => {
    const blind = join(tree, 'blind')
    cpSync(join(repository, 'scripts'), join(blind, 'scripts'), { recursive: true })
    cpSync(join(repository, '.dependency-cruiser.mjs'), join(blind, '.dependency-cruiser.mjs'))
    mkdirSync(join(blind, 'node_modules', '.bin'), { recursive: true })
    const reader = join(blind, 'node_modules', '.bin', 'depcruise')
    // Says what dependency-cruiser says when it can read no TypeScript: success, and nothing found.
    writeFileSync(reader, '#!/bin/sh\necho \'{"modules":[],"summary":{"violations":[]}}\'\n', { mode: 0o755 })
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(blind, 'scripts', 'check-imports.js'), tree],
      {
        encoding: 'utf8',
      },
    )
    expect(status).toBe(1)
    expect(stderr).toContain('not read, so not checked: apps/api/src/app.ts')
  })
})

function makeAllowedTree() {
  const folder = mkdtempSync(join(tmpdir(), 'imports-'))
  for (const [file, text] of Object.entries(allowedTree)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), `${text}\n`)
  }
  mkdirSync(join(folder, 'node_modules', '@latchkey'))
  for (const name of ['shared', 'test-kit', 'intercom-emulator']) {
    symlinkSync(join(folder, 'packages', name), join(folder, 'node_modules', '@latchkey', name))
  }
  return folder
}
