import { idsIn, textIn } from './read-json.ts'
import type { Ask } from './recorder.ts'

/** Tags, segments and data attributes: listed, shown, created, renamed, refused. */
export async function driveLabels(ask: Ask): Promise<void> {
  const { body: created } = await ask('POST /tags', { json: { name: 'Reads in the original' } })
  await ask('POST /tags', { json: { name: 'Reads in translation', id: textIn(created, 'id') } })
  await ask('POST /tags', { json: {} })
  await ask('POST /tags', { json: { name: 'For none', companies: [{ id: 'none' }] } })
  await ask('POST /tags', { json: { name: 'For nobody', users: [{ id: 'none' }] } })
  const { body: companies } = await ask('GET /companies', { query: { per_page: 1 } })
  for (const id of idsIn(companies, 'data')) {
    await ask('POST /tags', { json: { name: 'Wholesale', companies: [{ id }] } })
    await ask('GET /companies/:id', { params: { id } })
    await ask('POST /tags', { json: { name: 'Wholesale', companies: [{ id, untag: true }] } })
  }
  const { body: contacts } = await ask('GET /contacts', { query: { per_page: 1 } })
  for (const id of idsIn(contacts, 'data')) {
    await ask('POST /tags', { json: { name: 'Regular', users: [{ id }] } })
    await ask('GET /contacts/:id', { params: { id } })
  }

  const { body: tags } = await ask('GET /tags')
  for (const id of [...idsIn(tags, 'data'), '999999']) await ask('GET /tags/:id', { params: { id } })

  await ask('GET /segments')
  const { body: segments } = await ask('GET /segments', { query: { include_count: true } })
  for (const id of [...idsIn(segments, 'segments'), '000000000000000000000000']) {
    await ask('GET /segments/:id', { params: { id } })
  }

  for (const model of ['contact', 'company', 'conversation', 'planet']) {
    await ask('GET /data_attributes', { query: { model } })
    await ask('GET /data_attributes', { query: { model, include_archived: true } })
  }
  await ask('GET /data_attributes')
}
