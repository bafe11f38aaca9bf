export {
  createBrowser,
  type Browser,
  type BrowserOptions,
  type BrowserRequest,
} from './browser/create-browser.ts'
export type { FetchRequest } from './browser/create-browser.ts'
export type { BrowserCookie } from './browser/cookie-store.ts'
export { fakeClock, type Clock, type FakeClock } from './clock.ts'
export { concurrently } from './concurrently.ts'
export { freePort } from './free-port.ts'
export { logSink, type LogLine, type LogSink } from './log-sink.ts'
export type { RequestMatcher } from './proxies/lost-replies.ts'
export { startTcpProxy, type TcpProxy } from './proxies/tcp-proxy.ts'
export { startTlsProxy, type TlsProxy } from './proxies/tls-proxy.ts'
export { seededRandom, type RandomSource } from './random.ts'
export {
  startRedis,
  type ClientOptions,
  type RedisServer,
  type StartRedisOptions,
} from './redis/start-redis.ts'
export { expectNoSecret } from './secrets/expect-no-secret.ts'
export { scanRedis, type RedisEntry } from './secrets/scan-redis.ts'
