import { describe, expect, test } from 'vitest'
import { changeJson } from './change-json.ts'

describe('A changed answer', () => {
  test('has new values and lacks what was taken out, at any depth', () => {
    const change = { set: { 'app.region': 'EU', extra: [1] }, remove: ['app.name', 'nowhere.at.all'] }
    expect(JSON.parse(changeJson('{"app":{"name":"Books","region":"US"}}', change))).toEqual({
      app: { region: 'EU' },
      extra: [1],
    })
  })

  test.for(['__proto__.polluted', 'constructor.prototype.polluted', 'app.__proto__.polluted'])(
    'changes nothing that other objects share by %s',
    (path) => {
      expect(changeJson('{"app":{}}', { set: { [path]: true }, remove: [path] })).toBe('{"app":{}}')
      expect('polluted' in {}).toBe(false)
    },
  )

  test('may have a field of the name __proto__', () => {
    const set = JSON.parse('{"__proto__":1}') as Record<string, unknown>
    expect(changeJson('{}', { set })).toBe('{"__proto__":1}')
  })

  test.for(['[]', 'no JSON', ''])('is left as it is where it is no object: %j', (text) => {
    expect(changeJson(text, { set: { a: 1 } })).toBe(text)
  })
})
