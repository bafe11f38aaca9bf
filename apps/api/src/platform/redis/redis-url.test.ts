import { expect, test } from 'vitest'
import { parseRedisUrl } from './redis-url.ts'

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
  'redis+cluster://h:70000',
  'redis+sentinel://[::zz]/main',
  'redis+sentinel://:%zz@h1/main',
])('REDIS_URL "%s" is refused', (url) => {
  expect(parseRedisUrl(url)).toBeUndefined()
})

test('a user without a password, a trailing slash and IPv6 hosts are read', () => {
  expect(parseRedisUrl('redis+sentinel://user@[::1]:26380,h2/main')).toEqual({
    kind: 'sentinel',
    hosts: [
      { host: '::1', port: 26_380 },
      { host: 'h2', port: 26_379 },
    ],
    name: 'main',
    username: 'user',
  })
  expect(parseRedisUrl('redis+cluster://h1,h2/')).toMatchObject({ kind: 'cluster' })
})
