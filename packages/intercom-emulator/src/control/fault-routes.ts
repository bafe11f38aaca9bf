import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import { faultCatalogue } from '../faults/fault-catalogue.ts'
import { hosts } from '../hosts.ts'
import { routeNames } from '../route-names.ts'
import type { Control } from './control.ts'

const FaultParams = z.object({ faultId: z.string() })

/** Lists, adds and removes faults; the list says too what there is to add. */
export function faultRoutes(control: Control): FastifyPluginAsync {
  return async (app) => {
    app.get('/faults', async () => ({
      faults: control.state().faults,
      kinds: faultCatalogue,
      routes: routeNames,
      hosts: hosts.map(({ name }) => name),
    }))
    app.post('/faults', async (request, reply) => {
      // Checked by the function itself, which tests call directly too.
      const fault = control.addFault(request.body as Parameters<Control['addFault']>[0])
      return reply.code(201).send(fault)
    })
    app.delete('/faults/:faultId', async (request) => {
      control.removeFault(FaultParams.parse(request.params).faultId)
      return { removed: true }
    })
  }
}
