import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { stringify } from 'yaml'
import { describe, readDescriptions } from './description.ts'
import { lighthouseDocument } from './lighthouse-document.ts'

function makeFolder(versions: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'descriptions-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const version of versions) {
    mkdirSync(join(folder, version))
    const document = { ...lighthouseDocument, info: { version } }
    writeFileSync(join(folder, version, 'api.intercom.io.yaml'), stringify(document))
  }
  return folder
}

test('a folder is read by versions, of those that are wanted and there', () => {
  const folder = makeFolder(['2.9', '2.14', '2.8'])
  const descriptions = readDescriptions(folder, ['2.8', '2.11', '2.14'])
  expect(descriptions.map(({ version }) => version)).toEqual(['2.8', '2.14'])
})

test('a single file is read as it is', () => {
  const file = join(makeFolder(['2.9']), '2.9', 'api.intercom.io.yaml')
  expect(readDescriptions(file, ['2.14']).map(({ version }) => version)).toEqual(['2.9'])
})

test('a folder without any of the versions is refused', () => {
  expect(() => readDescriptions(makeFolder(['1.4']), ['2.8'])).toThrow(/INTERCOM_OPENAPI/)
})

test('a document that is no description is refused', () => {
  expect(() => describe({ swagger: '2.0' })).toThrow(/not an OpenAPI description/)
})

test('an operation is found by the shape of its path, whatever its parameters are called', () => {
  const description = describe(lighthouseDocument)
  const answersOf = (route: string) => description.answersOf(route)
  expect([...(answersOf('GET /lamps/:id')?.keys() ?? [])]).toEqual([200, 404])
  expect(answersOf('GET /lamps')).toBeUndefined()
  expect(answersOf('PUT /lamps/:id')).toBeUndefined()
})

test('a referenced response is followed, and examples come with their names', () => {
  const answers = describe(lighthouseDocument).answersOf('GET /lamps/:id')
  expect(answers?.get(404)?.schema).toEqual({ $ref: '#/components/schemas/error' })
  expect(answers?.get(200)?.examples.map(({ name }) => name)).toEqual(['lit'])
})
