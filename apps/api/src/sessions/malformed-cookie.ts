import type {} from '@fastify/cookie'
import fp from 'fastify-plugin'
import type { CookieNames } from '#api/platform/cookies/cookie-names.ts'
import { parseSessionCookie } from './session-cookie.ts'

/**
 * Takes a session cookie that can never have been ours from a browser that is answered 401.
 *
 * One of the right shape stays, valid or not: another tab may just have replaced it, and clearing it here would sign
 * that tab out.
 */
export const clearMalformedCookie = ({ cookies }: { cookies: CookieNames }) =>
  fp(
    async (app) => {
      app.addHook('onSend', async (request, reply, payload) => {
        // What is refused before its cookies are read has none to speak of, and is never a 401.
        const value = reply.statusCode === 401 ? request.cookies[cookies.session] : undefined
        const isMalformed = value !== undefined && parseSessionCookie(value) === undefined
        if (isMalformed) reply.clearCookie(cookies.session, cookies.attributes)
        return await Promise.resolve(payload)
      })
      await Promise.resolve()
    },
    { name: 'clear-malformed-cookie', dependencies: ['latchkey-cookies'] },
  )
