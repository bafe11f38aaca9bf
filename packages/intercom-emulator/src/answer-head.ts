import type { FastifyInstance } from 'fastify'
import type { Clock } from './clock.ts'

/** Gives every answer its `X-Request-Id`, and a `Date` by the emulator's own clock. */
export function addAnswerHead(app: FastifyInstance, clock: Clock): void {
  let second = Number.NaN
  let date = ''
  app.addHook('onRequest', (request, reply, done) => {
    const nowSecond = Math.floor(clock.now() / 1000)
    if (nowSecond !== second) {
      second = nowSecond
      date = new Date(second * 1000).toUTCString()
    }
    reply.header('x-request-id', request.id).header('date', date)
    done()
  })
}
