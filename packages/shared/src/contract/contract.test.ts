import { expect, test } from 'vitest'
import { contract, errorCatalogue, exampleLiveEvents, isErrorCode, liveEvents, Problem } from './index.ts'

const routes = Object.values(contract)

test('every example is an answer that its route promises', () => {
  const wrong = routes.flatMap((route) =>
    Object.entries(route.examples).filter(([status, example]) => {
      const answers: Record<string, { safeParse: (value: unknown) => { success: boolean } } | null> =
        route.answers
      return answers[status]?.safeParse(example).success !== true
    }),
  )
  expect(wrong).toEqual([])
})

test('every answer with a body has an example', () => {
  const missing = routes.flatMap((route) =>
    Object.entries(route.answers)
      .filter(([status, schema]) => schema !== null && Number(status) < 300 && !(status in route.examples))
      .map(([status]) => `${route.operationId} ${status}`),
  )
  expect(missing).toEqual([])
})

test('every live event has an example, with the data it promises', () => {
  expect(exampleLiveEvents.map(({ event }) => event)).toEqual(Object.keys(liveEvents))
  const wrong = exampleLiveEvents.filter(({ event, data }) => !liveEvents[event].safeParse(data).success)
  expect(wrong).toEqual([])
})

test('a path parameter is described by the params schema and the other way round', () => {
  const differing = routes.filter((route) => {
    const inPath = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1])
    const inSchema = 'params' in route ? Object.keys(route.params.shape) : []
    return inPath.join() !== inSchema.join()
  })
  expect(differing).toEqual([])
})

test('each error code says its status, a title and a sentence that ends as one', () => {
  const sentences = Object.values(errorCatalogue).filter(
    ({ status, title, detail }) => status >= 400 && status < 600 && title.length > 0 && detail.endsWith('.'),
  )
  expect(sentences).toHaveLength(Object.keys(errorCatalogue).length)
})

test('a text that only looks like a property is no error code', () => {
  expect(['toString', '__proto__', 'oauth.nothing', ''].filter(isErrorCode)).toEqual([])
  expect(isErrorCode('oauth.denied')).toBe(true)
})

test('a problem with a code outside the catalogue does not parse', () => {
  const problem = { type: 'x', title: 'x', status: 400, detail: 'x', requestId: 'x' }
  expect(Problem.safeParse({ ...problem, code: 'made.up' }).success).toBe(false)
  expect(Problem.safeParse({ ...problem, code: 'oauth.denied' }).success).toBe(true)
})
