import { Agent } from 'undici'

let sharedAgent: Agent | undefined

/**
 * The pool of keep-alive connections to Intercom that every call of this process shares; made at first use.
 *
 * HTTP/1.1 without pipelining, so that a connection that breaks takes exactly one request with it and none is
 * sent a second time behind our back. Idle connections close after 4 s, before a peer is likely to close them.
 */
export function intercomAgent(): Agent {
  sharedAgent ??= new Agent({ connections: 64, pipelining: 1, allowH2: false, keepAliveTimeout: 4_000 })
  return sharedAgent
}

/**
 * Closes the shared pool after the calls under way have ended (each is bounded by its own time limit).
 * A later call opens a new pool. Safe to call twice, and when nothing was opened.
 */
export async function closeIntercomAgent(): Promise<void> {
  const agent = sharedAgent
  sharedAgent = undefined
  await agent?.close()
}
