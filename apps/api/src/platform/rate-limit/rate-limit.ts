import rateLimitPlugin from '@fastify/rate-limit'
import fastifyPlugin from 'fastify-plugin'
import { AppError } from '#api/platform/errors/index.ts'
import { limitOf, type Limit } from './limits.ts'

const windowMs = 60_000
/** Clients remembered at once, per group; the one seen longest ago is forgotten first. */
const clientsMax = 10_000
/** The part of an IPv6 address that one client cannot change at will. */
const ipv6PrefixBits = 64

/**
 * Limits what one client asks for, counted in this process: one IPv4 address, or one IPv6 network of 64 bits, with
 * IPv4 addresses written as IPv6 counted as IPv4. What is too much is 429 with `Retry-After`.
 */
export const rateLimit = fastifyPlugin(
  async (app) => {
    await app.register(rateLimitPlugin, {
      global: false,
      cache: clientsMax,
      ipv6Subnet: ipv6PrefixBits,
      timeWindow: windowMs,
      errorResponseBuilder: (_request, { ttl }) =>
        new AppError('request.rate_limited', undefined, {
          retryAfterSeconds: Math.max(1, Math.ceil(ttl / 1000)),
        }),
      // The error's own answer says when to come back; how much is left is nobody's business.
      addHeaders: noHeaders,
      addHeadersOnExceeding: noHeaders,
    })
    const limiters = new Map<string, ReturnType<typeof app.rateLimit>>()
    const limiterOf = ({ group, perMinute }: Limit) => {
      const known = limiters.get(group)
      if (known !== undefined) return known
      const limiter = app.rateLimit({ max: perMinute })
      limiters.set(group, limiter)
      return limiter
    }
    app.addHook('onRequest', async function limitClient(request, reply) {
      const limit = limitOf(request.routeOptions.config?.operation)
      await limiterOf(limit).call(this, request, reply)
    })
  },
  { name: 'rate-limit', dependencies: ['errors'] },
)

const noHeaders = {
  'x-ratelimit-limit': false,
  'x-ratelimit-remaining': false,
  'x-ratelimit-reset': false,
  'retry-after': false,
}
