import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { ConfigError, readConfig, type Environment } from './config.ts'

const key = randomBytes(32).toString('base64url')
const otherKey = randomBytes(32).toString('base64url')
const encoded = (bytes: Buffer) => bytes.toString('base64url')

/** The least that a server on this machine needs. */
const local = { REDIS_URL: 'redis://127.0.0.1:6379', TOKEN_KEYS: `k1:${key}` }

/** A server that is not this machine. */
const production = {
  PUBLIC_URL: 'https://latchkey.acme.test',
  REDIS_URL: 'rediss://user:pass@redis.acme.test:6380/0',
  TOKEN_KEYS: `k2:${key},k1:${otherKey}`,
  INTERCOM_CLIENT_ID: '4f1c2d7e-0b6a-4c58-9d3e-27a5c1f08b64',
  INTERCOM_CLIENT_SECRET: '9b2e6a10-7c3d-4f85-a1e9-5d40c86f2b73',
}

function problemsOf(environment: Environment): ConfigError {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
  throw new Error('This configuration was accepted')
}

test('on this machine a Redis and a key are enough, and the rest points at the emulator', () => {
  const config = readConfig(local)
  expect(config).toMatchObject({
    host: '127.0.0.1',
    port: 3000,
    publicUrl: 'http://localhost:3000',
    webUrls: ['http://localhost:3000'],
    production: false,
    https: false,
    docs: true,
    trustProxy: false,
    logLevel: 'info',
    session: { idleHours: 72, maxDays: 30 },
    redis: { requireDurable: false },
    intercom: {
      clientId: 'latchkey-dev',
      apiVersion: '2.16',
      appUrl: 'http://127.0.0.1:4010/{region}',
      redirectUri: 'http://localhost:3000/api/intercom/callback',
    },
  })
  expect(config.webDist).toBeUndefined()
  expect(config.metricsPort).toBeUndefined()
  expect(config.tokenKeys[0].key).toHaveLength(32)
  expect(Object.isFrozen(config)).toBe(true)
})

test('in production nothing is assumed: Intercom’s own hosts, no docs page, every interface', () => {
  expect(readConfig(production)).toMatchObject({
    host: '0.0.0.0',
    publicUrl: 'https://latchkey.acme.test',
    production: true,
    https: true,
    docs: false,
    tokenKeys: [{ id: 'k2' }, { id: 'k1' }],
    intercom: { appUrl: undefined, apiUrl: undefined },
  })
})

test.each<[string, Environment, object]>([
  ['PUBLIC_URL follows PORT', { PORT: '8080' }, { publicUrl: 'http://localhost:8080' }],
  ['a slash at the end of an origin is forgiven', { PUBLIC_URL: 'http://localhost:3000/' }, { port: 3000 }],
  [
    'https on this machine is no production',
    { PUBLIC_URL: 'https://localhost:8443' },
    { https: true, docs: true, host: '0.0.0.0', production: false },
  ],
  [
    'several web origins',
    { WEB_URL: 'http://localhost:5173, http://localhost:3000' },
    { webUrls: ['http://localhost:5173', 'http://localhost:3000'] },
  ],
  [
    'networks to trust',
    { TRUST_PROXY: '10.0.0.0/8, fd00::/8, 192.0.2.1' },
    { trustProxy: ['10.0.0.0/8', 'fd00::/8', '192.0.2.1'] },
  ],
  [
    'sentinels',
    { REDIS_URL: 'redis+sentinel://a:26379,b/main' },
    { redis: { url: 'redis+sentinel://a:26379,b/main' } },
  ],
  [
    'a cluster',
    { REDIS_URL: 'redis+cluster://a:7000,b:7001' },
    { redis: { url: 'redis+cluster://a:7000,b:7001' } },
  ],
  ['an empty variable counts as not set', { LOG_LEVEL: ' ', WEB_URL: '' }, { logLevel: 'info' }],
  [
    'an app of one’s own on this machine talks to Intercom',
    { INTERCOM_CLIENT_ID: 'own-id', INTERCOM_CLIENT_SECRET: 'own-secret' },
    { intercom: { appUrl: undefined, clientId: 'own-id' } },
  ],
])('accepts: %s', (_name, environment, expected) => {
  expect(readConfig({ ...local, ...environment })).toMatchObject(expected)
})

const weakKeys = {
  zeros: encoded(Buffer.alloc(32)),
  repeated: encoded(Buffer.alloc(32, 'ab')),
  counting: encoded(Buffer.from(Array.from({ length: 32 }, (_, index) => index * 3))),
  text: encoded(Buffer.from('this-is-my-32-character-key-ok!?')),
}

test.each<[string, string, Environment]>([
  ['a port that is no number', 'PORT', { ...local, PORT: 'http' }],
  ['port 0', 'PORT', { ...local, PORT: '0' }],
  ['a port beyond the last', 'PORT', { ...local, PORT: '65536' }],
  ['an address without scheme', 'PUBLIC_URL', { ...local, PUBLIC_URL: 'localhost:3000' }],
  ['another scheme', 'PUBLIC_URL', { ...local, PUBLIC_URL: 'ftp://localhost' }],
  ['a path in the origin', 'PUBLIC_URL', { ...local, PUBLIC_URL: 'http://localhost:3000/app' }],
  ['a query in the origin', 'PUBLIC_URL', { ...local, PUBLIC_URL: 'http://localhost:3000?' }],
  [
    'a password in the origin',
    'PUBLIC_URL',
    { ...production, PUBLIC_URL: 'https://me:canary-pass@acme.test' },
  ],
  ['http in production', 'PUBLIC_URL', { ...production, PUBLIC_URL: 'http://latchkey.acme.test' }],
  ['a wildcard origin', 'WEB_URL', { ...local, WEB_URL: 'http://*.localhost' }],
  ['a web origin that is none', 'WEB_URL', { ...local, WEB_URL: 'http://localhost:5173,app' }],
  ['an http web origin in production', 'WEB_URL', { ...production, WEB_URL: 'http://localhost:5173' }],
  ['a web origin twice', 'WEB_URL', { ...local, WEB_URL: 'http://localhost:1,http://localhost:1/' }],
  ['a host to listen on that is a URL', 'HOST', { ...local, HOST: 'http://0.0.0.0' }],
  ['no Redis', 'REDIS_URL', { TOKEN_KEYS: local.TOKEN_KEYS }],
  ['a Redis of another scheme', 'REDIS_URL', { ...local, REDIS_URL: 'http://127.0.0.1:6379' }],
  ['a Redis with a database that is no number', 'REDIS_URL', { ...local, REDIS_URL: 'redis://h/main' }],
  ['several hosts for one Redis', 'REDIS_URL', { ...local, REDIS_URL: 'redis://a,b' }],
  ['sentinels without a name', 'REDIS_URL', { ...local, REDIS_URL: 'redis+sentinel://a,b' }],
  ['a cluster with a database', 'REDIS_URL', { ...local, REDIS_URL: 'redis+cluster://a,b/1' }],
  ['a Redis port beyond the last', 'REDIS_URL', { ...local, REDIS_URL: 'redis://h:99999' }],
  ['a flag that is neither', 'REQUIRE_DURABLE_REDIS', { ...local, REQUIRE_DURABLE_REDIS: 'yes' }],
  ['no keys', 'TOKEN_KEYS', { REDIS_URL: local.REDIS_URL }],
  ['a key without id', 'TOKEN_KEYS', { ...local, TOKEN_KEYS: key }],
  ['a key that is too short', 'TOKEN_KEYS', { ...local, TOKEN_KEYS: `k1:${encoded(randomBytes(16))}` }],
  ['a key that is too long', 'TOKEN_KEYS', { ...local, TOKEN_KEYS: `k1:${encoded(randomBytes(64))}` }],
  ['a key in plain base64 with padding', 'TOKEN_KEYS', { ...local, TOKEN_KEYS: `k1:${key}=` }],
  ['an id twice', 'TOKEN_KEYS', { ...local, TOKEN_KEYS: `k1:${key},k1:${otherKey}` }],
  ['a key twice', 'TOKEN_KEYS', { ...local, TOKEN_KEYS: `k1:${key},k2:${key}` }],
  ['a key of zeros', 'TOKEN_KEYS', { ...local, TOKEN_KEYS: `k1:${weakKeys.zeros}` }],
  ['a key of repeated bytes', 'TOKEN_KEYS', { ...local, TOKEN_KEYS: `k1:${key},k2:${weakKeys.repeated}` }],
  ['a key that counts', 'TOKEN_KEYS', { ...local, TOKEN_KEYS: `k1:${weakKeys.counting}` }],
  ['a key that is a text', 'TOKEN_KEYS', { ...local, TOKEN_KEYS: `k1:${weakKeys.text}` }],
  ['the generated key in production', 'TOKEN_KEYS', { ...production, TOKEN_KEYS: `local:${key}` }],
  ['no client id in production', 'INTERCOM_CLIENT_ID', { ...production, INTERCOM_CLIENT_ID: undefined }],
  [
    'no client secret in production',
    'INTERCOM_CLIENT_SECRET',
    { ...production, INTERCOM_CLIENT_SECRET: undefined },
  ],
  ['a client id without its secret', 'INTERCOM_CLIENT_SECRET', { ...local, INTERCOM_CLIENT_ID: 'own-id' }],
  [
    'the emulator’s secret in production',
    'INTERCOM_CLIENT_SECRET',
    { ...production, INTERCOM_CLIENT_SECRET: 'latchkey-dev-secret' },
  ],
  [
    'a secret that is the id',
    'INTERCOM_CLIENT_SECRET',
    { ...production, INTERCOM_CLIENT_SECRET: production.INTERCOM_CLIENT_ID },
  ],
  [
    'a placeholder secret',
    'INTERCOM_CLIENT_SECRET',
    { ...production, INTERCOM_CLIENT_SECRET: 'change-me-before-use' },
  ],
  [
    'a secret of one character repeated',
    'INTERCOM_CLIENT_SECRET',
    { ...production, INTERCOM_CLIENT_SECRET: 'x'.repeat(36) },
  ],
  [
    'a short secret in production',
    'INTERCOM_CLIENT_SECRET',
    { ...production, INTERCOM_CLIENT_SECRET: 'q7Zw1kLm' },
  ],
  [
    'a secret with a space',
    'INTERCOM_CLIENT_SECRET',
    { ...production, INTERCOM_CLIENT_SECRET: '9b2e6a10 7c3d4f85a1e95d40' },
  ],
  [
    'the previous secret is the current',
    'INTERCOM_CLIENT_SECRET_PREVIOUS',
    { ...production, INTERCOM_CLIENT_SECRET_PREVIOUS: production.INTERCOM_CLIENT_SECRET },
  ],
  ['a version that is none', 'INTERCOM_API_VERSION', { ...local, INTERCOM_API_VERSION: 'latest' }],
  ['http to Intercom', 'INTERCOM_API_URL', { ...production, INTERCOM_API_URL: 'http://api.intercom.io' }],
  [
    'a secret in Intercom’s address',
    'INTERCOM_APP_URL',
    { ...production, INTERCOM_APP_URL: 'https://app:canary-pass@intercom.test' },
  ],
  [
    'an unknown place holder in an address',
    'INTERCOM_API_URL',
    { ...local, INTERCOM_API_URL: 'https://api.{zone}.intercom.io' },
  ],
  [
    'a query in Intercom’s address',
    'INTERCOM_API_URL',
    { ...local, INTERCOM_API_URL: 'https://api.intercom.io?key=canary-key' },
  ],
  [
    'an idle time over the longest',
    'SESSION_IDLE_HOURS',
    { ...local, SESSION_IDLE_HOURS: '48', SESSION_MAX_DAYS: '1' },
  ],
  ['an endless session', 'SESSION_MAX_DAYS', { ...local, SESSION_MAX_DAYS: '9999' }],
  ['a proxy by name', 'TRUST_PROXY', { ...local, TRUST_PROXY: 'loopback' }],
  ['a network of everybody', 'TRUST_PROXY', { ...local, TRUST_PROXY: '0.0.0.0/0' }],
  ['a network with too long a prefix', 'TRUST_PROXY', { ...local, TRUST_PROXY: '10.0.0.0/33' }],
  ['an unknown log level', 'LOG_LEVEL', { ...local, LOG_LEVEL: 'loud' }],
  ['metrics on the port of the server', 'METRICS_PORT', { ...local, METRICS_PORT: '3000' }],
  ['docs in production', 'DOCS', { ...production, DOCS: 'true' }],
])('refuses %s and names %s', (_name, variable, environment) => {
  const { problems, message } = problemsOf(environment)
  expect(problems.map((problem) => problem.variable)).toEqual([variable])
  expect(message).toContain(`  ${variable}: `)
  expect(message).not.toMatch(/undefined|\[object/)
})

test('every bad variable is named at once, and no value is repeated', () => {
  const canaries = {
    PORT: 'canary-port',
    PUBLIC_URL: 'https://u:canary-pass@h',
    WEB_URL: 'canary-web',
    HOST: 'canary_host!',
    REDIS_URL: 'canary://redis',
    REQUIRE_DURABLE_REDIS: 'canary-flag',
    TOKEN_KEYS: 'k1:canary-key',
    INTERCOM_CLIENT_ID: 'canary-id',
    INTERCOM_CLIENT_SECRET: 'canary-id',
    INTERCOM_API_VERSION: 'canary-version',
    INTERCOM_API_URL: 'canary-api',
    SESSION_IDLE_HOURS: 'canary-hours',
    TRUST_PROXY: 'canary-proxy',
    LOG_LEVEL: 'canary-level',
    METRICS_PORT: 'canary-metrics',
    DOCS: 'canary-docs',
  }
  const { problems, message } = problemsOf(canaries)
  const named = new Set(problems.map(({ variable }) => variable))
  expect([...named].toSorted()).toEqual(
    Object.keys(canaries)
      .filter((name) => name !== 'INTERCOM_CLIENT_ID')
      .toSorted(),
  )
  expect(message).not.toContain('canary')
})
