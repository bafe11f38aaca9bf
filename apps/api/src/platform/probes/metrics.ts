import { createServer } from 'node:http'
import { once } from 'node:events'
import fastifyPlugin from 'fastify-plugin'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'

export interface MetricsOptions {
  /** Where to listen: a port of its own, so that the metrics are never on the public one. */
  readonly host: string
  readonly port: number
}

/** Upper bounds in seconds; the longest a request may take is a callback that waits for Intercom. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/**
 * Serves `/metrics` for Prometheus on a port of its own: the process, and how long requests took by method, route
 * template and status class. Addresses are no label, so the number of series is bounded.
 *
 * @throws when the port is taken
 */
export const metrics = fastifyPlugin<MetricsOptions>(
  async (app, { host, port }) => {
    const registry = new Registry()
    collectDefaultMetrics({ register: registry })
    const durations = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time from a request’s arrival to the end of its answer',
      labelNames: ['method', 'route', 'status_class'] as const,
      buckets,
      registers: [registry],
    })
    app.addHook('onResponse', async (request, reply) => {
      durations.observe(
        {
          method: request.method,
          route: request.routeOptions.url ?? 'none',
          status_class: `${Math.floor(reply.statusCode / 100)}xx`,
        },
        reply.elapsedTime / 1000,
      )
    })

    const server = createServer((request, response) => {
      if (request.method !== 'GET' || request.url !== '/metrics') {
        response.writeHead(404).end()
        return
      }
      registry.metrics().then(
        (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
        () => response.writeHead(500).end(),
      )
    })
    app.addHook('onReady', async () => {
      const listening = once(server, 'listening')
      server.listen(port, host)
      await listening
    })
    app.addHook('onClose', async () => {
      const closed = once(server, 'close')
      if (!server.listening) return
      server.close()
      server.closeAllConnections()
      await closed
    })
  },
  { name: 'metrics' },
)
