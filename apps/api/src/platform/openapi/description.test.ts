import { readFile } from 'node:fs/promises'
import { contract, errorCatalogue } from '@latchkey/shared/contract'
import { expect, test } from 'vitest'
import { productionEnvironment, serve } from '../../../test/serve.ts'

const committed = new URL('../../../../../packages/shared/src/contract/openapi.json', import.meta.url)

test('the committed description is the one that is served; `pnpm --filter @latchkey/api openapi` writes it', async () => {
  const served = await serve()
  const answer = await served.ask({ path: '/openapi.json' })
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
  expect(JSON.parse(answer.text)).toEqual(JSON.parse(await readFile(committed, 'utf8')))
})

interface Operation {
  operationId: string
  parameters?: { name: string }[]
  responses: Record<string, { content?: Record<string, { examples?: object }> }>
}

test('it describes every operation of the contract with its answers and its errors, and every reference leads somewhere', async () => {
  const served = await serve({ environment: productionEnvironment })
  const document = JSON.parse((await served.ask({ path: '/openapi.json' })).text)
  expect(document.openapi).toMatch(/^3\.1\./)
  for (const route of Object.values(contract)) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    const operation: Operation = document.paths[path][route.method.toLowerCase()]
    expect(operation.operationId).toBe(route.operationId)
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(Object.keys(route.answers)))
    for (const code of route.errors) {
      const examples =
        operation.responses[errorCatalogue[code].status]?.content?.['application/problem+json']?.examples
      expect(examples).toHaveProperty([code])
    }
  }
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(
    ([, path = '']) => path,
  )
  expect(references.length).toBeGreaterThan(20)
  const dangling = references.filter(
    (path) => path.split('/').reduce((node, key) => node?.[key], document) === undefined,
  )
  expect(dangling).toEqual([])
})

test('the docs page is there on this machine under a policy of its own, and in production it does not exist', async () => {
  const local = await serve()
  const page = await local.ask({ path: '/docs/' })
  expect(page.status).toBe(200)
  expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; /)
  expect(page.headers['content-security-policy']).not.toContain("script-src 'self' 'unsafe")
  expect((await local.ask({ path: '/docs/static/swagger-ui-bundle.js' })).status).toBe(200)
  const off = await serve({ environment: { DOCS: 'false' } })
  expect((await off.ask({ path: '/docs/' })).status).toBe(404)
  const production = await serve({ environment: productionEnvironment })
  for (const path of ['/docs', '/docs/', '/docs/json']) {
    expect((await production.ask({ path })).status).toBe(404)
  }
})
