import { isIP } from 'node:net'
import { isLoopbackHost, readOrigin } from './origin.ts'
import { readTrustProxy, type TrustProxy } from './trust-proxy.ts'
import type { Variables } from './variables.ts'

export interface NetworkConfig {
  /** The address to listen on. */
  readonly host: string
  readonly port: number
  /** Origin that browsers use for the API, without a slash at its end. */
  readonly publicUrl: string
  /** Origins of the web app; the first gets redirects. `publicUrl` alone unless the web app is served elsewhere. */
  readonly webUrls: readonly [string, ...string[]]
  /** Folder of the built web app, when the API serves it. */
  readonly webDist: string | undefined
  /** Browsers reach the API over https. */
  readonly https: boolean
  /** `publicUrl` is not this machine. */
  readonly production: boolean
  readonly trustProxy: TrustProxy
  readonly metricsPort: number | undefined
  /** Serve the page that shows the API; never in production. */
  readonly docs: boolean
}

const ports = { min: 1, max: 65_535 }

/** Reads where the server listens, how browsers reach it, and what follows from that. */
export function readNetwork(variables: Variables): NetworkConfig | undefined {
  const port = variables.wholeNumber('PORT', ports, 3000)
  const trustProxy = readTrustProxy(variables)
  const metricsPort = readMetricsPort(variables, port)
  const address = readPublicUrl(variables, port ?? 3000)
  const loopback = address !== undefined && isLoopbackHost(address.hostname)
  const production = address !== undefined && !loopback
  const https = address?.protocol === 'https:'
  const webUrls = readWebUrls(variables, { publicUrl: address?.origin, production })
  const host = readHost(variables, loopback && !https)
  const docs = variables.flag('DOCS', loopback)
  if (docs === true && production) {
    variables.refuse('DOCS', 'must not be true unless PUBLIC_URL is this machine: remove it')
  }
  if (
    port === undefined ||
    trustProxy === undefined ||
    address === undefined ||
    webUrls === undefined ||
    host === undefined ||
    docs === undefined
  ) {
    return undefined
  }
  return {
    host,
    port,
    publicUrl: address.origin,
    webUrls,
    webDist: variables.text('WEB_DIST'),
    https,
    production,
    trustProxy,
    metricsPort,
    docs,
  }
}

function readPublicUrl(variables: Variables, port: number): URL | undefined {
  const reading = readOrigin(variables.text('PUBLIC_URL') ?? `http://localhost:${port}`)
  if (reading.kind === 'refused') return variables.refuse('PUBLIC_URL', reading.message)
  if (reading.url.protocol === 'http:' && !isLoopbackHost(reading.url.hostname)) {
    // The address is known all the same, so that what else is wrong with a production set-up is named too.
    variables.refuse('PUBLIC_URL', 'must begin with https:// unless it is this machine')
  }
  return reading.url
}

function readWebUrls(
  variables: Variables,
  { publicUrl, production }: { publicUrl: string | undefined; production: boolean },
): [string, ...string[]] | undefined {
  const text = variables.text('WEB_URL') ?? publicUrl
  if (text === undefined) return undefined
  const origins: string[] = []
  for (const entry of text.split(',')) {
    const reading = readOrigin(entry.trim())
    if (reading.kind === 'refused') return variables.refuse('WEB_URL', `each entry ${reading.message}`)
    const { origin, protocol, hostname } = reading.url
    // The same address as PUBLIC_URL has been judged there.
    if (origin !== publicUrl && protocol === 'http:' && (production || !isLoopbackHost(hostname))) {
      return variables.refuse('WEB_URL', 'each entry must begin with https:// unless all is on this machine')
    }
    if (origins.includes(origin)) return variables.refuse('WEB_URL', 'names an address twice')
    origins.push(origin)
  }
  const [first, ...others] = origins
  return first === undefined ? undefined : [first, ...others]
}

/** Over plain http nothing but this machine may listen: cookies are not marked secure there. */
function readHost(variables: Variables, httpLoopback: boolean): string | undefined {
  const host = variables.text('HOST') ?? (httpLoopback ? '127.0.0.1' : '0.0.0.0')
  if (httpLoopback && !isLoopbackHost(host)) {
    return variables.refuse(
      'HOST',
      'must be 127.0.0.1, ::1 or localhost while PUBLIC_URL begins with http://',
    )
  }
  if (isIP(host) !== 0 || /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(host)) return host
  return variables.refuse('HOST', 'must be an address or a host name to listen on, such as 127.0.0.1')
}

function readMetricsPort(variables: Variables, port: number | undefined): number | undefined {
  if (variables.text('METRICS_PORT') === undefined) return undefined
  const metricsPort = variables.wholeNumber('METRICS_PORT', ports, 0)
  if (metricsPort !== undefined && metricsPort === port) {
    return variables.refuse('METRICS_PORT', 'must not be the same as PORT')
  }
  return metricsPort
}
