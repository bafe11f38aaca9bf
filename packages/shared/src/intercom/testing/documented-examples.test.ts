import { expect, test } from 'vitest'
import { examplesOf, lostIn } from './documented-examples.ts'

const document = {
  paths: {
    '/lamps/{lamp_id}': {
      get: {
        responses: {
          200: { content: { 'application/json': { examples: { lit: { value: { id: '7' } } } } } },
          404: { content: { 'application/json': { examples: { missing: { value: {} } } } } },
        },
      },
      delete: { responses: { 202: { description: 'Will go' } } },
    },
  },
}

test('only successes are examples, and a success without a body is one', () => {
  expect(examplesOf(document, 'GET /lamps/{}')).toEqual([{ status: 200, example: { id: '7' } }])
  expect(examplesOf(document, 'DELETE /lamps/{}')).toEqual([{ status: 202, example: '' }])
  expect(examplesOf(document, 'GET /lamps')).toEqual([])
})

test('an answer that is kept has lost nothing, also where ids became strings and addresses avatars', () => {
  const answer = { id: 7, avatar: 'https://lamps.example/7.png', notes: [{ text: null }] }
  expect(lostIn(answer, answer)).toEqual([])
  expect(lostIn(answer, { ...answer, id: '7', avatar: { image_url: answer.avatar } })).toEqual([])
  expect(lostIn({ type: 'list', data: [answer] }, { items: [{ ...answer, id: '7' }] })).toEqual([])
})

test('a value, a field or an item that is gone is told with its place', () => {
  expect(lostIn({ id: '7', keeper: { name: 'Ilka' } }, { id: '8' })).toEqual([
    '.id is 8 instead of 7',
    '.keeper is lost',
  ])
  expect(lostIn({ data: [{ id: '7' }, { id: '8' }] }, { items: [{ id: '7' }] })).toEqual(['data.1 is lost'])
})
