import { describe, expect, test } from 'vitest'
import { TOKEN, clientHarness, errorList } from '../testing/client-harness.ts'
import { failureOf } from '../testing/failure-of.ts'
import { operationCases } from './testing/operation-table.ts'

const { server, client } = clientHarness()

/** Wherever an operation looks for items, it finds these. */
function listsOf(items: object[]): object {
  return { data: items, admins: items, teams: items, segments: items, conversations: items }
}

/** An answer in which every operation finds what it relies on. */
const ANYTHING = { id: '1', name: 'a', ...listsOf([]) }

const HOSTILE_ID = 'a/../b?c=d&e#f%2f ü'

const cases = operationCases.map((operation) => [operation.name, operation] as const)
/** A scroll that fails begins again, which its own tests show. */
const casesToRepeat = cases.filter(([, { repeat }]) => repeat !== 'scroll')
/** All but those whose answer is not documented. */
const casesWithAnswer = casesToRepeat.filter(([name]) => !/uninstall|submit|pushStatus/.test(name))
const casesWithId = cases.filter(([, { request }]) => request.includes('{}'))

/** The names of all functions of an object and of the objects in it. */
function functionNames(value: object, prefix = ''): string[] {
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
    if (typeof member === 'function') return [`${prefix}${name}`]
    return typeof member === 'object' && member !== null ? functionNames(member, `${prefix}${name}.`) : []
  })
}

test('the table holds every operation of the client', () => {
  expect(cases.map(([name]) => name).toSorted()).toEqual(functionNames(client()).toSorted())
})

describe.each(cases)('%s', (_name, { run, request }) => {
  test('sends its request with token and version', async () => {
    server().scriptJson(200, ANYTHING)
    await run(client(), { id: '17', options: { version: '2.11' } })
    const [method, path] = request.split(' ')
    expect(server().requests).toMatchObject([
      {
        method,
        path: `/eu${path}`.replaceAll('{}', '17'),
        headers: { authorization: `Bearer ${TOKEN}`, accept: 'application/json', 'intercom-version': '2.11' },
      },
    ])
  })

  test('ends with its signal', async () => {
    const caller = new AbortController()
    // Never answers: the call ends by the signal or not at all.
    server().script(() => caller.abort())
    const error = await failureOf(run(client(), { id: '17', options: { signal: caller.signal } }))
    expect(error.code).toBe('intercom.aborted')
    await failureOf(run(client(), { id: '17', options: { signal: caller.signal } }))
    expect(server().requests).toHaveLength(1)
  })

  test('tells a refusal', async () => {
    server().scriptJson(403, errorList('forbidden'))
    const error = await failureOf(run(client(), { id: '17', options: {} }))
    expect(error).toMatchObject({ code: 'intercom.forbidden', status: 403, intercomCode: 'forbidden' })
    expect(server().requests).toHaveLength(1)
  })
})

describe.each(casesToRepeat)('%s', (_name, { run, repeat }) => {
  test(`is ${repeat} to repeat`, async () => {
    server().scriptJson(503, errorList('service_unavailable'))
    const sleep = () => Promise.resolve()
    const error = await failureOf(run(client({ sleep }), { id: '17', options: { maxRetries: 2 } }))
    expect([error.code, server().requests.length]).toEqual(
      repeat === 'safe' ? ['intercom.unavailable', 3] : ['intercom.uncertain', 1],
    )
  })
})

describe.each(casesWithAnswer)('the answer to %s', (_name, { run, repeat }) => {
  test.each([
    ['without an id', { type: 'thing', ...listsOf([{ type: 'thing' }]) }],
    ['that is null', null],
    ['that is a list', [{ id: '1' }]],
  ])('%s is not taken', async (_what, answer) => {
    server().scriptJson(200, answer)
    const error = await failureOf(run(client(), { id: '17', options: {} }))
    expect(error.code).toBe(repeat === 'safe' ? 'intercom.bad_answer' : 'intercom.uncertain')
    expect(server().requests).toHaveLength(1)
  })
})

describe.each(casesWithId)('the path of %s', (_name, { run, request }) => {
  test('holds an id whatever is in it', async () => {
    server().scriptJson(200, ANYTHING)
    await run(client(), { id: HOSTILE_ID, options: {} })
    const path = request.split(' ')[1]?.replaceAll('{}', 'a%2F..%2Fb%3Fc%3Dd%26e%23f%252f%20%C3%BC')
    expect(server().requests[0]?.path).toBe(`/eu${path}`)
  })

  test.each(['', '.', '..'])('is never made from %j', async (id) => {
    server().scriptJson(200, ANYTHING)
    await expect(run(client(), { id, options: {} })).rejects.toThrow(TypeError)
    expect(server().requests).toHaveLength(0)
  })
})
