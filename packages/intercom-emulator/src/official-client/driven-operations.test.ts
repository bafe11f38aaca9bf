import { readFileSync } from 'node:fs'
import { IntercomClient } from 'intercom-client'
import { expect, test } from 'vitest'
import { isRecord } from '../openapi/is-record.ts'
import { coverage } from '../operation-coverage/coverage.ts'
import { drivenOperations, operationsItLacks } from './driven-operations.ts'

test('every covered operation is driven here, or lacking in the official client', () => {
  const known = [...drivenOperations.map(({ route }) => route), ...operationsItLacks]
  expect(known.toSorted()).toEqual(coverage.map(({ route }) => route).toSorted())
})

test.for(drivenOperations)('$route is called in $test as $method', async ({ route, method, test: file }) => {
  const { client, asked } = listeningClient()
  const [resource = '', name = ''] = method.split('.')
  const owner: unknown = Reflect.get(client, resource)
  const call: unknown = isRecord(owner) ? owner[name] : undefined
  if (typeof call !== 'function') throw new Error(`The official client has no ${method}`)
  // Each takes one object, of which the path parameters are read.
  await call.call(owner, {
    contact_id: 'x',
    tag_id: 'x',
    admin_id: 1,
    team_id: 'x',
    company_id: 'x',
    segment_id: 'x',
    conversation_id: 'x',
    body: {},
  })
  expect(asked).toEqual([route])
  expect(readFileSync(new URL(file, import.meta.url), 'utf8')).toContain(`client.${method}(`)
})

/** An official client whose requests are answered `{}` and noted as routes. */
function listeningClient() {
  const asked: string[] = []
  const client = new IntercomClient({
    token: 'any',
    environment: 'http://intercom.invalid',
    fetch: async (input, init) => {
      const { pathname } = new URL(new Request(input).url)
      asked.push(`${init?.method ?? 'GET'} ${routeOf(pathname)}`)
      return Response.json({})
    },
  })
  return { client, asked }
}

function routeOf(pathname: string): string {
  return pathname
    .replace('/tags/x', '/tags/:tagId')
    .replace(/^\/tags\/:tagId$/, '/tags/:id')
    .replace(/\/(x|1)(?=\/|$)/, '/:id')
}
