import type { ReceivedRequest, ScriptedServer } from '../../testing/scripted-server.ts'

/** The requests that came: method and path, and the body if there was one. */
export function sentTo(server: ScriptedServer): { request: string; json?: unknown }[] {
  return server.requests.map(({ method, path, body }: ReceivedRequest) => {
    const request = `${method} ${path?.replace(/^\/eu/, '')}`
    return body === '' ? { request } : { request, json: JSON.parse(body) as unknown }
  })
}

/** Answers one request after another, the last answer again and again. */
export function scriptPages(server: ScriptedServer, pages: object[]): void {
  server.script((_request, response) => {
    const page = pages[server.requests.length - 1] ?? pages.at(-1)
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(page))
  })
}
