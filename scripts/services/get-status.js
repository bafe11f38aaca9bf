import { request } from 'node:http'

const answerLimitMs = 2_000

/**
 * @param {string} url an http address
 * @param {{ host?: string }} [options] `host`: the Host header, where it is not the address's own
 * @returns {Promise<number | undefined>} the status; undefined when nothing answers in time
 */
export function getStatus(url, { host } = {}) {
  return new Promise((resolve) => {
    const asked = request(url, { agent: false, headers: host === undefined ? {} : { host } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    asked.setTimeout(answerLimitMs, () => asked.destroy())
    asked.once('error', () => resolve(undefined))
    asked.end()
  })
}
