import { describe, expect, test } from 'vitest'
import { clientHarness, errorList } from '../testing/client-harness.ts'
import { failureOf } from '../testing/failure-of.ts'
import { COMPANY } from './testing/items.ts'
import { scriptPages, sentTo } from './testing/sent.ts'

const { server, client } = clientHarness()

function list(totalPages: unknown, ...data: object[]): object {
  const next = 'https://api.intercom.io/companies/list?page=2'
  return {
    type: 'list',
    data,
    total_count: '3',
    pages: { next, page: 1, per_page: 1, total_pages: totalPages },
  }
}

describe('the list of companies', () => {
  test('is read by page number, without an empty page at the end', async () => {
    scriptPages(server(), [list(2, COMPANY), list('2', { ...COMPANY, id: 6, company_id: 12 })])
    const page = await client().companies.list({ perPage: 1, order: 'asc' })
    const companies = []
    for await (const company of page) companies.push(company)
    expect(companies).toEqual([COMPANY, { ...COMPANY, id: '6', company_id: '12' }])
    expect(sentTo(server())).toEqual([
      { request: 'POST /companies/list?order=asc&page=1&per_page=1' },
      { request: 'POST /companies/list?order=asc&page=2&per_page=1' },
    ])
  })

  test('starts at a page’s number', async () => {
    server().scriptJson(200, list(9))
    expect((await client().companies.list({ cursor: '7' })).nextCursor).toBe('8')
    expect(sentTo(server())).toEqual([{ request: 'POST /companies/list?page=7&per_page=150' }])
  })

  test.each(['0', '-1', 'WzE3XQ==', ''])('does not start at %j', async (cursor) => {
    server().scriptJson(200, list(9))
    await expect(client().companies.list({ cursor })).rejects.toThrow(TypeError)
    expect(server().requests).toHaveLength(0)
  })
})

describe('the scroll of companies', () => {
  const part = (scroll_param: string | null, ...data: object[]) => {
    return { type: 'list', data, pages: null, total_count: null, scroll_param }
  }

  test('gives every company and ends with an empty part', async () => {
    const parts = [part('p/1', COMPANY), part('p/1', { ...COMPANY, id: 6 }), part(null)]
    scriptPages(server(), parts)
    const ids: string[] = []
    for await (const company of client().companies.scroll()) ids.push(company.id)
    expect(ids).toEqual([COMPANY.id, '6'])
    expect(sentTo(server())).toEqual([
      { request: 'GET /companies/scroll' },
      { request: 'GET /companies/scroll?scroll_param=p%2F1' },
      { request: 'GET /companies/scroll?scroll_param=p%2F1' },
    ])
  })

  test('begins again, not for ever, when an answer is lost', async () => {
    server().scriptJson(503, errorList('service_unavailable'))
    const sleep = () => Promise.resolve()
    const scroll = client({ sleep }).companies.scroll()
    expect((await failureOf(scroll.next())).code).toBe('intercom.uncertain')
    expect(new Set(server().requests.map(({ path }) => path))).toEqual(new Set(['/eu/companies/scroll']))
    expect(server().requests).toHaveLength(4)
  })

  test('does not wait longer than told for a scroll that is open elsewhere', async () => {
    server().scriptJson(400, errorList('scroll_exists'))
    const scroll = client().companies.scroll({ openWaitMaxMs: 0 })
    expect(await failureOf(scroll.next())).toMatchObject({
      code: 'intercom.rate_limited',
      intercomCode: 'scroll_exists',
    })
    expect(server().requests).toHaveLength(1)
  })
})

describe('one company', () => {
  test('is shown', async () => {
    const plan = { type: 'plan', id: 269, name: 'Pro' }
    server().scriptJson(200, { ...COMPANY, plan, segments: { segments: [{ type: 'segment', id: 5 }] } })
    expect(await client().companies.show({ id: COMPANY.id })).toEqual({
      ...COMPANY,
      plan: { ...plan, id: '269' },
      segments: { segments: [{ type: 'segment', id: '5' }] },
    })
    expect(sentTo(server())).toEqual([{ request: `GET /companies/${COMPANY.id}` }])
  })

  test('is read with null in everything but its id', async () => {
    const nulls = Object.fromEntries(Object.keys(COMPANY).map((name) => [name, null]))
    server().scriptJson(200, { ...nulls, id: COMPANY.id })
    expect(await client().companies.show({ id: COMPANY.id })).toEqual({ ...nulls, id: COMPANY.id })
  })

  test('is not looked for by the name of another route', async () => {
    server().scriptJson(200, { data: [], scroll_param: 'x' })
    await expect(client().companies.show({ id: 'scroll' })).rejects.toThrow(TypeError)
    expect(server().requests).toHaveLength(0)
  })

  test('that is not there is not found', async () => {
    server().scriptJson(404, errorList('company_not_found'))
    expect(await failureOf(client().companies.show({ id: '17' }))).toMatchObject({
      code: 'intercom.not_found',
      intercomCode: 'company_not_found',
    })
  })
})
