import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { env, stdout } from 'node:process'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { operationCases } from './operations/testing/operation-table.ts'
import { clientHarness } from './testing/client-harness.ts'
import { examplesOf, lostIn } from './testing/documented-examples.ts'

const folder = env['INTERCOM_OPENAPI']

if (folder === undefined) {
  stdout.write(
    "Skipped: the answers that Intercom's OpenAPI descriptions show as examples, read by the client. To run it: " +
      'INTERCOM_OPENAPI=<the folder "descriptions" of github.com/intercom/Intercom-OpenAPI> vitest run src/intercom/openapi-examples\n',
  )
}

const { server, client } = clientHarness()

const versions = ['2.8', '2.11', '2.14', '2.16']

function readDescription(version: string): unknown {
  return parse(readFileSync(join(folder ?? '', version, 'api.intercom.io.yaml'), 'utf8'))
}

/** The operations of the client with every answer that a description shows for them. */
function shownIn(description: unknown) {
  return operationCases.flatMap(({ name, request, run }) =>
    examplesOf(description, request.replace(/\?.*$/, '')).map((shown) => ({ name, run, ...shown })),
  )
}

describe.skipIf(folder === undefined)('what Intercom shows as an answer', () => {
  test.for(versions)('is read by the client in version %s, and nothing of it is lost', async (version) => {
    const losses: string[] = []
    for (const { name, run, status, example } of shownIn(readDescription(version))) {
      server().scriptJson(status, example)
      const lost = await run(client(), { id: '17', options: { version, maxRetries: 0 } }).then(
        (result) => lostIn(example, result),
        (error: unknown) => [String(error)],
      )
      losses.push(...lost.map((what) => `${name} ${status}: ${what}`))
    }
    expect(losses).toEqual([])
  })

  test('is there for every operation but those of OAuth and the health check, which no description has', () => {
    const shown = new Set(
      versions.flatMap((version) => shownIn(readDescription(version)).map(({ name }) => name)),
    )
    const unshown = operationCases.map(({ name }) => name).filter((name) => !shown.has(name))
    expect(unshown).toEqual(['uninstall', 'appInstall.pushStatus'])
  })
})
