import { contract, exampleConnectStarted, examplePending } from '@latchkey/shared/contract'
import { fastify } from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { expect, test } from 'vitest'
import { contractRoute } from './contract-route.ts'

function bareApp() {
  const app = fastify().withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  return app
}

test('a handler gets what the contract validated, typed, and its answer is checked', async () => {
  const app = bareApp()
  const asked: string[] = []
  app.route({
    ...contractRoute(contract.getPending),
    handler: (request) => {
      const id: string = request.params.pendingId
      asked.push(id)
      return { ...examplePending, token: 'never shown' }
    },
  })
  const id = 'Vb3kQm0x7nR2tYp8LcE5aA'
  const answer = await app.inject(`/api/intercom/pending/${id}`)
  expect(asked).toEqual([id])
  expect(answer.json()).toEqual(examplePending)
  expect((await app.inject('/api/intercom/pending/short')).statusCode).toBe(400)
  expect(asked).toHaveLength(1)
})

test('a route may answer JSON with one status and a page or nothing with another', async () => {
  const app = bareApp()
  app.route({
    ...contractRoute(contract.startConnect),
    handler: async (request, reply) => {
      if (request.body.region === 'eu') return reply.code(200).type('text/html').send('<p>Going on</p>')
      return reply.code(201).send(exampleConnectStarted)
    },
  })
  app.route({
    ...contractRoute(contract.endSession),
    handler: async (_request, reply) => reply.code(204).send(),
  })
  app.route({
    ...contractRoute(contract.finishConnect),
    handler: async (_request, reply) => reply.redirect('/connections', 303),
  })
  const start = (region: string) =>
    app.inject({ method: 'POST', url: '/api/intercom/connect', payload: { region } })
  expect((await start('us')).json()).toEqual(exampleConnectStarted)
  expect((await start('eu')).body).toBe('<p>Going on</p>')
  expect((await app.inject({ method: 'DELETE', url: '/api/session' })).statusCode).toBe(204)
  expect((await app.inject('/api/intercom/callback')).headers.location).toBe('/connections')
})

test('an answer that breaks the contract is not sent', async () => {
  const app = bareApp()
  app.route({
    ...contractRoute(contract.getPending),
    // @ts-expect-error the contract promises a pending question
    handler: () => ({ kind: 'nonsense' }),
  })
  expect((await app.inject('/api/intercom/pending/Vb3kQm0x7nR2tYp8LcE5aA')).statusCode).toBe(500)
})

test('HEAD exists where a GET has an answer of its own, and not where it only redirects', async () => {
  const app = bareApp()
  app.route({ ...contractRoute(contract.getSession), handler: () => ({ status: 'anonymous' as const }) })
  app.route({
    ...contractRoute(contract.finishConnect),
    handler: async (_request, reply) => reply.redirect('/', 303),
  })
  expect((await app.inject({ method: 'HEAD', url: '/api/session' })).statusCode).toBe(200)
  expect((await app.inject({ method: 'HEAD', url: '/api/intercom/callback' })).statusCode).toBe(404)
})
