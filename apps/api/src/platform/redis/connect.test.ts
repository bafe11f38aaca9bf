import { expect, test } from 'vitest'
import { parseRedisUrl } from './connect.ts'

test('each form of REDIS_URL is read', () => {
  expect(parseRedisUrl('redis://127.0.0.1:6380/2')).toEqual({
    kind: 'single',
    url: 'redis://127.0.0.1:6380/2',
  })
  expect(parseRedisUrl('rediss://u:p@host')).toEqual({ kind: 'single', url: 'rediss://u:p@host' })
  expect(parseRedisUrl('redis+sentinel://:p%40ss@h1,h2:26380/main')).toEqual({
    kind: 'sentinel',
    hosts: [
      { host: 'h1', port: 26_379 },
      { host: 'h2', port: 26_380 },
    ],
    name: 'main',
    password: 'p@ss',
  })
  expect(parseRedisUrl('redis+cluster://h1,h2:7001')).toEqual({
    kind: 'cluster',
    hosts: [
      { host: 'h1', port: 6_379 },
      { host: 'h2', port: 7_001 },
    ],
  })
})

test.each([
  '',
  'http://h',
  'redis+sentinel://h1,h2',
  'redis+cluster://',
  'redis+cluster://h/name',
  'redis+cluster://h:x',
])('REDIS_URL "%s" is refused', (url) => {
  expect(parseRedisUrl(url)).toBeUndefined()
})
