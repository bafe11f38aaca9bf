import { expect, test } from 'vitest'
import { createAnswerCheck } from './check-answer.ts'
import { describe } from './description.ts'
import { lighthouseDocument } from './lighthouse-document.ts'

const check = createAnswerCheck(describe(lighthouseDocument))

const lamp = { id: '7', watts: 40, colour: 'red', keeper: { name: 'Ilka' }, notes: [] }
const lampAnswer = (body: unknown) => check({ route: 'GET /lamps/:id', status: 200, body })
const found = (body: unknown) => lampAnswer(body).map(({ path, kind }) => `${kind} ${path}`)

test('an answer as described differs in nothing', () => {
  expect(lampAnswer(lamp)).toEqual([])
  expect(
    lampAnswer({ ...lamp, keeper: null, colour: null, notes: [{ text: 'Lit' }, { number: 2 }] }),
  ).toEqual([])
})

test('a difference tells the version, the operation, the place and what stood there', () => {
  expect(lampAnswer({ ...lamp, watts: '40' })).toEqual([
    { version: '9.9', route: 'GET /lamps/:id', status: 200, path: 'watts', kind: 'type', found: '"40"' },
  ])
})

test('a required field that is missing is found, at any depth', () => {
  const { id: _, ...withoutId } = lamp
  expect(found(withoutId)).toEqual(['required id'])
  expect(found({ ...lamp, keeper: {} })).toEqual(['required keeper.name'])
})

test('null where the schema is not nullable is found, and told apart from another type', () => {
  expect(found({ ...lamp, watts: null })).toEqual(['null watts'])
  expect(found({ ...lamp, keeper: { name: null } })).toEqual(['null keeper.name'])
  expect(found({ ...lamp, size: null })).toEqual(['null size'])
})

test('a value outside an enum is found, null in a nullable one is not', () => {
  expect(found({ ...lamp, colour: 'mauve' })).toEqual(['enum colour'])
})

test('a field that the schema does not know is found, at any depth and in combined schemas', () => {
  expect(found({ ...lamp, mood: 'calm' })).toEqual(['unknown mood'])
  expect(found({ ...lamp, keeper: { name: 'Ilka', mood: 'calm' } })).toEqual(['unknown keeper.mood'])
  expect(found({ ...lamp, notes: [{ text: 'Lit', mood: { deep: true } }] })).toEqual(['unknown notes[].mood'])
})

test('an object of free fields may hold any, of the type that it names', () => {
  expect(found({ ...lamp, labels: { anything: 'goes' }, extra: { a: { b: 1 } } })).toEqual([])
  expect(found({ ...lamp, labels: { anything: 1 } })).toEqual(['type labels.anything'])
})

test('a value in none of the described forms is said to be in none, once', () => {
  expect(found({ ...lamp, notes: [{ text: 1 }] })).toEqual(['form notes[]'])
})

test('a text of another format is found', () => {
  expect(found({ ...lamp, page: '/lamps/7' })).toEqual(['format page'])
  expect(found({ ...lamp, page: 'https://lamps.example/7' })).toEqual([])
})

test('a reference to nothing accepts everything', () => {
  expect(found({ ...lamp, lost: { any: ['thing'] } })).toEqual([])
})

test('a body where none is described, and the other way round, is found', () => {
  expect(check({ route: 'DELETE /lamps/:id', status: 204, body: undefined })).toEqual([])
  expect(check({ route: 'DELETE /lamps/:id', status: 204, body: {} })).toMatchObject([{ kind: 'body' }])
  expect(lampAnswer(undefined)).toMatchObject([{ kind: 'body', found: 'no body' }])
})

test('a success that is not described is found', () => {
  expect(check({ route: 'GET /lamps/:id', status: 201, body: lamp })).toMatchObject([{ kind: 'status' }])
  expect(check({ route: 'GET /bulbs', status: 200, body: {} })).toMatchObject([{ kind: 'status' }])
})

test('a refusal that is not described is held against the error schema', () => {
  expect(check({ route: 'GET /lamps/:id', status: 429, body: { reason: 'busy' } })).toEqual([])
  expect(check({ route: 'GET /lamps/:id', status: 429, body: {} })).toMatchObject([
    { kind: 'required', path: 'reason' },
  ])
})

test('an answer for which a wrong schema is named is held against the one that fits', () => {
  const form = {
    versions: ['9.9'],
    route: 'GET /me',
    type: 'keeper',
    schema: 'keeper',
    reason: 'Made up',
  } as const
  const answer = { route: 'GET /me', status: 200, body: { type: 'keeper', mood: 'calm' } }
  const document = { ...lighthouseDocument, paths: { '/me': lighthouseDocument.paths['/lamps/{lamp_id}'] } }
  const differences = (otherForms: readonly (typeof form)[]) =>
    createAnswerCheck(describe(document), otherForms)(answer).map(({ path }) => path)
  expect(differences([])).toEqual(['id', 'type', 'mood'])
  expect(differences([form])).toEqual(['name', 'type', 'mood'])
})
