import { connect, createServer } from 'node:net'
import { PlainFailure } from '../console/plain-failure.js'

/**
 * @param {number} port
 * @param {{ variable: string, host: string }} options `variable` names the setting that chooses another port
 * @throws {PlainFailure} when something listens there, or we may not
 */
export async function requireFreePort(port, { variable, host }) {
  const problem = await portProblem(port, host)
  if (problem === undefined) return
  const why = problem === 'EACCES' ? 'needs more rights than this user has' : 'is taken by another program'
  throw new PlainFailure(`Port ${port} ${why}: set ${variable} to another port and start again.`)
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<string | undefined>} the error's code; undefined when the port can be had
 */
export async function portProblem(port, host) {
  // A browser asked for `localhost` tries both families, and a listener on all addresses may not get in our way when
  // we bind only one. So both are asked before we try to listen.
  for (const address of ['127.0.0.1', '::1']) if (await answers(port, address)) return 'EADDRINUSE'
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error) => resolve('code' in error ? String(error.code) : error.message))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)))
  })
}

/** @returns {Promise<number>} a port on which nothing listened a moment ago */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<boolean>}
 */
function answers(port, host) {
  return new Promise((resolve) => {
    const socket = connect({ port, host })
    const settle = (/** @type {boolean} */ answer) => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(500, () => settle(false))
    socket.once('connect', () => settle(true))
    socket.once('error', () => settle(false))
  })
}
