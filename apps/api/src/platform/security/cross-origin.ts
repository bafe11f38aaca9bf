import cors from '@fastify/cors'
import fastifyPlugin from 'fastify-plugin'
import type { Config } from '#api/config.ts'

/**
 * Lets exactly the web app's listed origins call the API with cookies, where they differ from PUBLIC_URL; with one
 * origin for both there is no CORS at all.
 *
 * @see Fetch, "CORS protocol"
 */
export const crossOrigin = fastifyPlugin<{ config: Pick<Config, 'publicUrl' | 'webUrls'> }>(
  async (app, { config }) => {
    const others = config.webUrls.filter((origin) => origin !== config.publicUrl)
    if (others.length === 0) return
    await app.register(cors, {
      // A function, because the header is to be left out altogether for everybody else.
      delegator: (request, done) => {
        const listed = request.headers.origin !== undefined && others.includes(request.headers.origin)
        done(null, { ...granted, origin: listed ? [...others] : false })
      },
    })
  },
  { name: 'cross-origin' },
)

const granted = {
  credentials: true,
  methods: ['GET', 'HEAD', 'POST', 'DELETE'],
  allowedHeaders: ['Content-Type'],
  exposedHeaders: ['Retry-After', 'X-Request-Id'],
  maxAge: 600,
  strictPreflight: false,
}
