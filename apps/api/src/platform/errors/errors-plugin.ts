import fastifyPlugin from 'fastify-plugin'
import { AppError } from './app-error.ts'
import { sendProblem } from './send-problem.ts'
import { toAppError } from './to-app-error.ts'

/** The one error handler: whatever is thrown anywhere is answered as problem+json, and so is what does not exist. */
export const errors = fastifyPlugin(
  async (app) => {
    app.decorateRequest('problemCode', undefined)
    app.setErrorHandler((error, request, reply) => sendProblem(toAppError(error), { request, reply }))
    app.setNotFoundHandler(() => {
      throw new AppError('request.not_found')
    })
    // Before the body is read: nobody is told to mend the body of a request to nowhere.
    app.addHook('preParsing', async (request) => {
      if (request.is404) throw new AppError('request.not_found')
    })
  },
  { name: 'errors' },
)
