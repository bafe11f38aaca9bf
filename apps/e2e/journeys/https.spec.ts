import { testConnection, signOut } from '../steps/care.ts'
import { test, expect } from '../fixtures/test.ts'
import { startStack, type Stack } from '../stack/start-stack.ts'
import { connect } from '../steps/connect.ts'
import { people } from '../steps/people.ts'

const { maya } = people

const secureTest = test.extend<object, { stack: Stack }>({
  stack: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of what is needed from here
    async ({}, provide) => {
      const stack = await startStack({ https: true })
      await provide(stack)
      await stack.stop()
    },
    { scope: 'worker' },
  ],
  // The certificate of the test kit's proxy is signed by nobody.
  ignoreHTTPSErrors: true,
})

secureTest(
  'over https every cookie is a __Host- cookie, and the whole way works',
  async ({ page, context, stack }) => {
    expect(stack.webUrl).toMatch(/^https:/)
    await connect(page, maya)
    const cookies = await context.cookies()
    expect(cookies.map(({ name }) => name).toSorted()).toEqual([
      expect.stringMatching(/^__Host-latchkey_flow_[\w-]{16}$/),
      '__Host-latchkey_session',
    ])
    for (const cookie of cookies) {
      // A domain without a dot in front: the cookie goes to this host alone.
      expect(cookie).toMatchObject({
        domain: 'localhost',
        path: '/',
        secure: true,
        httpOnly: true,
        sameSite: 'Lax',
      })
    }
    await testConnection(page, maya, 'Test finished: everything works.')
    await signOut(page)
    expect(await context.cookies()).toEqual([])
  },
)
