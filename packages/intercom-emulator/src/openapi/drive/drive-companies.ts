import { idsIn, listIn, textIn } from './read-json.ts'
import type { Ask } from './recorder.ts'

const pagesRead = 4
const itemsShown = 40

/** Reads companies: by page, by name and id, by tag and segment, one by one, and by scrolling to the end. */
export async function driveCompanies(ask: Ask): Promise<void> {
  await ask('GET /companies')
  await ask('POST /companies/list', { query: { per_page: 15, order: 'asc' } })
  for (let page = 1; page <= pagesRead; page++) {
    await ask('POST /companies/list', { query: { per_page: 60, page, order: 'desc' } })
    const { body } = await ask('GET /companies', { query: { per_page: 60, page } })
    if (listIn(body, 'data').length === 0) break
    if (page === 1) await showEach(ask, listIn(body, 'data').slice(0, itemsShown))
  }
  await ask('GET /companies', { query: { name: 'No such company' } })
  await ask('GET /companies', { query: { company_id: 'no-such-company' } })
  await ask('GET /companies/:id', { params: { id: '000000000000000000000000' } })

  const { body: tags } = await ask('GET /tags')
  for (const tagId of idsIn(tags, 'data').slice(0, 2)) {
    await ask('GET /companies', { query: { tag_id: tagId, per_page: 5 } })
  }
  const { body: segments } = await ask('GET /segments')
  for (const segmentId of idsIn(segments, 'segments').slice(0, 2)) {
    await ask('GET /companies', { query: { segment_id: segmentId, per_page: 5 } })
  }
  await driveScroll(ask)
}

async function showEach(ask: Ask, companies: readonly unknown[]): Promise<void> {
  for (const company of companies) await ask('GET /companies/:id', { params: { id: textIn(company, 'id') } })
  for (const company of companies.slice(0, 3)) {
    await ask('GET /companies', { query: { name: textIn(company, 'name') } })
    await ask('GET /companies', { query: { company_id: textIn(company, 'company_id') } })
  }
}

async function driveScroll(ask: Ask): Promise<void> {
  const { body: first } = await ask('GET /companies/scroll')
  await ask('GET /companies/scroll')
  await ask('GET /companies/scroll', { query: { scroll_param: 'no-such-scroll' } })
  let body: unknown = first
  for (let page = 1; page <= pagesRead && listIn(body, 'data').length > 0; page++) {
    const scroll = { scroll_param: textIn(body, 'scroll_param') }
    ;({ body } = await ask('GET /companies/scroll', { query: scroll }))
  }
}
