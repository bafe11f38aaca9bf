import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withoutServiceStarts } from './service-policy.js'

/** @type {string} */
let folder
/** @type {string} */
let path

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'policy '))
  path = join(folder, 'policy-rc.d')
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const answer = () => spawnSync(path).status

test('while packages are installed every start is denied, and afterwards nothing is left', async () => {
  await withoutServiceStarts(async () => expect(answer()).toBe(101), folder)
  expect(readdirSync(folder)).toEqual([])
})

test("the machine's own policy is put back, also after a failure", async () => {
  writeFileSync(path, '#!/bin/sh\nexit 7\n', { mode: 0o755 })
  const failing = withoutServiceStarts(async () => {
    expect(answer()).toBe(101)
    throw new Error('apt failed')
  }, folder)
  await expect(failing).rejects.toThrow('apt failed')
  expect([answer(), readdirSync(folder)]).toEqual([7, ['policy-rc.d']])
})

test.for([
  ['its own policy', '#!/bin/sh\nexit 7\n', ['policy-rc.d']],
  ['none', undefined, []],
])(
  'after a run that was killed in between, a machine that had %s has it again',
  async ([, before, after]) => {
    if (typeof before === 'string') writeFileSync(path, before, { mode: 0o755 })
    /** @type {Record<string, string>} */
    let left = {}
    await withoutServiceStarts(async () => {
      left = Object.fromEntries(
        readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
      )
    }, folder)
    rmSync(path, { force: true })
    for (const [name, text] of Object.entries(left)) writeFileSync(join(folder, name), text, { mode: 0o755 })

    await withoutServiceStarts(async () => expect(answer()).toBe(101), folder)
    expect(readdirSync(folder)).toEqual(after)
  },
)
