import { expect, test } from 'vitest'
import { fieldsIn } from './fields-in.ts'

test('every field is told once, of all items together, whatever it holds', () => {
  const body = {
    type: 'list',
    data: [
      { id: '7', keeper: null },
      { id: '8', keeper: { name: 'Ilka' } },
    ],
    pages: {},
  }
  expect([...fieldsIn(body)]).toEqual([
    'type',
    'data',
    'data[].id',
    'data[].keeper',
    'data[].keeper.name',
    'pages',
  ])
})

test.for([undefined, null, 'text', []])('%j has no fields', (body) => {
  expect([...fieldsIn(body)]).toEqual([])
})
