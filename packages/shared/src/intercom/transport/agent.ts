import type { Agent } from 'undici'

let sharedAgent: Agent | undefined
let loading: Promise<Agent> | undefined

/**
 * The pool of keep-alive connections to Intercom that every call of this process shares; made at first use,
 * and undici is loaded only then.
 *
 * HTTP/1.1 without pipelining, so that a connection that breaks takes exactly one request with it and none is
 * sent a second time behind our back. At most 64 connections per region; idle ones close after 4 s, before a
 * peer is likely to close them, or 2 s before the end that the peer names (`Keep-Alive`).
 */
export function intercomAgent(): Agent | Promise<Agent> {
  return sharedAgent ?? (loading ??= openAgent())
}

async function openAgent(): Promise<Agent> {
  try {
    const { Agent } = await import('undici')
    sharedAgent = new Agent({ connections: 64, pipelining: 1, allowH2: false, keepAliveTimeout: 4_000 })
    return sharedAgent
  } finally {
    loading = undefined
  }
}

/**
 * Closes the shared pool after the calls under way have ended (each is bounded by its own time limit).
 * A later call opens a new pool. Safe to call twice, and when nothing was opened.
 */
export async function closeIntercomAgent(): Promise<void> {
  await loading
  const agent = sharedAgent
  sharedAgent = undefined
  await agent?.close()
}
