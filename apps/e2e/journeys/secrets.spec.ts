import { testConnection } from '../steps/care.ts'
import { expectNoSecret, scanRedis } from '@latchkey/test-kit'
import { test, expect } from '../fixtures/test.ts'
import { connect, noteCallbacks } from '../steps/connect.ts'
import { people } from '../steps/people.ts'

const { maya } = people
const email = 'maya@harbour-books.example'

test('after connecting, no secret lies in the browser, in Redis or in the log', async ({
  page,
  context,
  stack,
}) => {
  const callbacks = noteCallbacks(page)
  await connect(page, maya)
  await testConnection(page, maya, 'Test finished: everything works.')

  const query = new URL(callbacks[0] ?? '').searchParams
  const code = query.get('code') ?? ''
  const state = query.get('state') ?? ''
  const cookies = await context.cookies()
  expect(cookies).toHaveLength(2)
  // The session's cookie is the account's id and a secret; the flow's is a time, a secret and "done".
  const secrets = [code, state, ...cookies.map(({ value }) => value.split('.')[1] ?? '')]

  const kept = await page.evaluate(async () =>
    JSON.stringify({
      local: Object.entries(localStorage),
      session: Object.entries(sessionStorage),
      cookies: document.cookie,
      databases: await indexedDB.databases(),
    }),
  )
  const history = await page.evaluate(() => navigation.entries().map(({ url }) => url))
  // They hold something, so that an empty answer does not pass for a clean one.
  expect(kept).toContain('latchkey.')
  expect(history).toContain(`${stack.webUrl}/connections`)
  expect(kept).toContain('"cookies":""')
  expect(kept).toContain('"databases":[]')
  const redis = await scanRedis(stack.redis.client())
  const log = stack.api.log()
  expect(log).toContain('/api/intercom/callback')
  expectNoSecret(kept, [...secrets, email])
  expectNoSecret(JSON.stringify(history), [...secrets, email])
  expectNoSecret(log, [...secrets, email])
  expectNoSecret(redis, secrets)

  // The emulator's tokens are base64 of "tok:" and an id, like those in Intercom's samples.
  for (const place of [kept, JSON.stringify(history), log, JSON.stringify(redis)]) {
    expect(place).not.toMatch(/tok:|dG9rO/)
  }
})
