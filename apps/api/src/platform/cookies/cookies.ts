import fastifyCookie from '@fastify/cookie'
import fp from 'fastify-plugin'

/** Reads and writes cookies: `request.cookies`, `reply.setCookie`. Nothing is signed; what a cookie says is checked against Redis. */
export const cookies = fp(async (app) => await app.register(fastifyCookie), { name: 'latchkey-cookies' })
