import { connect } from 'node:net'

const answerLimitMs = 500

/**
 * Asks a Redis on loopback one thing.
 *
 * @param {number} port
 * @param {string} command a line, as one would type it: arguments without spaces
 * @returns {Promise<string | undefined>} the raw answer without its last line end; undefined when nothing that speaks
 *   answers in time
 */
export function askRedis(port, command) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    let answer = ''
    const settle = (/** @type {string | undefined} */ value) => {
      socket.destroy()
      resolve(value)
    }
    socket.setEncoding('utf8')
    // QUIT makes the server close behind its answer, so that an answer of many lines is known to be whole.
    socket.once('connect', () => socket.write(`${command}\r\nQUIT\r\n`))
    socket.on('data', (text) => (answer += text))
    socket.once('close', () => settle(answer === '' ? undefined : answer.replace(/\+OK\r\n$/, '').trimEnd()))
    socket.once('error', () => settle(undefined))
    socket.setTimeout(answerLimitMs, () => settle(undefined))
  })
}
