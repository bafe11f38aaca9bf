import { describe, expect, test } from 'vitest'
import { TOKEN, clientHarness } from '../testing/client-harness.ts'
import { failureOf } from '../testing/failure-of.ts'

const { server, client } = clientHarness()
const ID = '6762f0d01bb69f9f2193bb7d'

function scriptRefusal(status: number, entry: object, headers: Record<string, string> = {}): void {
  server().scriptJson(status, { type: 'error.list', errors: [entry] }, headers)
}

describe('a conflict names the thing that exists', () => {
  test.each([
    ['as seen', `A contact matching those details already exists with id=${ID}`, ID],
    ['with a full stop', `A contact matching those details already exists with id=${ID}.`, ID],
    ['by number', 'A company already exists with id=4711', '4711'],
    [
      'not at all when it is archived',
      'An archived contact matching those details already exists',
      undefined,
    ],
    ['never by what is no id', `It already exists with id=${TOKEN}`, undefined],
    ['never by the start of something longer', `It already exists with id=${ID}${TOKEN}`, undefined],
    ['never without a message', null, undefined],
  ])('%s', async (_how, message, existingId) => {
    scriptRefusal(409, { code: 'conflict', message })
    expect(await failureOf(client().me())).toMatchObject({
      code: 'intercom.conflict',
      intercomCode: 'conflict',
      existingId,
      retryable: false,
    })
  })

  test('and nothing else does', async () => {
    scriptRefusal(422, { code: 'data_invalid', message: `already exists with id=${ID}` })
    expect(await failureOf(client().me())).toMatchObject({ code: 'intercom.invalid', existingId: undefined })
  })
})

describe('a merged contact names the one it became', () => {
  test.each([
    ['as described', `</contacts/${ID}>; rel="canonical"`, ID],
    ['with a host', `<https://api.intercom.io/contacts/${ID}>;rel=canonical`, ID],
    ['among other links', `</contacts/1>; rel="next", </contacts/${ID}>; rel="canonical"`, ID],
    ['not by another relation', `</contacts/${ID}>; rel="next"`, undefined],
    ['not by what is no id', `</contacts/${TOKEN}>; rel="canonical"`, undefined],
    ['not by another path', `</companies/${ID}>; rel="canonical"`, undefined],
    ['not without a link', undefined, undefined],
  ])('%s', async (_how, link, mergedInto) => {
    scriptRefusal(410, { code: 'contact_merged', message: TOKEN }, link === undefined ? {} : { link })
    expect(await failureOf(client().me())).toMatchObject({ code: 'intercom.merged', mergedInto })
  })

  test('and any other 410 is something that is gone', async () => {
    scriptRefusal(410, { code: 'gone' })
    expect((await failureOf(client().me())).code).toBe('intercom.not_found')
  })
})
