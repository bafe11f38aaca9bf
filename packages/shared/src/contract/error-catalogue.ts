/**
 * Every error code the API answers, with its HTTP status, its title and one sentence that tells a person what to do.
 *
 * Codes are a promise: a client branches on the code, never on the texts. Plain data without zod, so that the web
 * app can load it first.
 */
export const errorCatalogue = {
  'request.invalid': {
    status: 400,
    title: 'The request is not valid',
    detail: 'Correct the named fields and send it again.',
  },
  'request.not_found': {
    status: 404,
    title: 'There is nothing here',
    detail: 'Check the address, or go back to your connections.',
  },
  'request.method_not_allowed': {
    status: 405,
    title: 'This address does not take that method',
    detail: 'Use one of the methods named in the Allow header.',
  },
  'request.timeout': {
    status: 408,
    title: 'The request took too long to arrive',
    detail: 'Check your connection and send it again.',
  },
  'request.too_large': {
    status: 413,
    title: 'The request is too large',
    detail: 'Send less data.',
  },
  'request.unsupported_type': {
    status: 415,
    title: 'This content type is not accepted',
    detail: 'Send JSON, or the form of our own page.',
  },
  'request.cross_site': {
    status: 403,
    title: 'The request came from another site',
    detail: 'Open Latchkey itself and try again from there.',
  },
  'request.misdirected': {
    status: 421,
    title: 'This server does not answer for that host name',
    detail: 'Use the address that Latchkey was set up with.',
  },
  'request.rate_limited': {
    status: 429,
    title: 'Too many requests',
    detail: 'Wait a moment, then try again.',
  },
  'request.header_too_large': {
    status: 431,
    title: 'The address or its headers are too long',
    detail: 'Start the connection again from Latchkey.',
  },
  'session.required': {
    status: 401,
    title: 'You are signed out',
    detail: 'Connect a workspace to sign in again.',
  },
  'session.not_found': {
    status: 404,
    title: 'That browser is not signed in',
    detail: 'It was signed out, or its time was over. Look at the list of browsers again.',
  },
  'oauth.state_invalid': {
    status: 400,
    title: 'This sign-in did not start in this browser',
    detail: 'Start again from here, and finish in the same browser.',
  },
  'oauth.session_changed': {
    status: 409,
    title: 'You signed out or changed accounts on the way',
    detail: 'Start the connection again from where you are now.',
  },
  'oauth.state_expired': {
    status: 400,
    title: 'That took longer than ten minutes',
    detail: 'Start the connection again.',
  },
  'oauth.denied': {
    status: 403,
    title: 'You did not connect a workspace',
    detail: 'Nothing was changed. Connect whenever you like.',
  },
  'oauth.response_invalid': {
    status: 400,
    title: 'The answer from Intercom was not complete',
    detail: 'Start the connection again.',
  },
  'oauth.code_rejected': {
    status: 400,
    title: 'Intercom no longer accepts this sign-in',
    detail: 'Start the connection again; a sign-in works once and for a few minutes.',
  },
  'oauth.identity_unreadable': {
    status: 502,
    title: 'Intercom did not say who you are',
    detail: 'Ask the owner of this integration to allow “Read one admin”, then connect again.',
  },
  'oauth.identity_conflict': {
    status: 409,
    title: 'This workspace does not match what we know of it',
    detail: 'Start the connection again; if it stays, contact support with the id below.',
  },
  'oauth.interrupted': {
    status: 409,
    title: 'We cannot tell yet whether the connection was made',
    detail: 'Look whether the workspace is there; if it is not, connect again.',
  },
  'pending.not_found': {
    status: 404,
    title: 'This question is no longer open',
    detail: 'It was answered, or ten minutes have passed. Start the connection again.',
  },
  'pending.choice_unavailable': {
    status: 409,
    title: 'That choice is not possible any more',
    detail: 'Choose one of the options shown now.',
  },
  'connection.not_found': {
    status: 404,
    title: 'There is no such connection',
    detail: 'Go back to your connections.',
  },
  'connection.needs_reconnect': {
    status: 409,
    title: 'This workspace needs to be reconnected',
    detail: 'Reconnect it to go on; settings and history stay.',
  },
  'connection.limit_reached': {
    status: 409,
    title: 'This account holds as many workspaces as it can',
    detail: 'Disconnect a workspace that you no longer need, then connect again.',
  },
  'events.limit_reached': {
    status: 429,
    title: 'Too many pages follow this account live',
    detail: 'Close pages of Latchkey that you do not need; what you see here can be reloaded.',
  },
  'intercom.bad_answer': {
    status: 502,
    title: 'Intercom gave an answer we cannot use',
    detail: 'Try again in a few minutes.',
  },
  'intercom.unavailable': {
    status: 503,
    title: 'Intercom is not answering',
    detail: 'Your connections are kept. Try again in a few minutes.',
  },
  'intercom.rate_limited': {
    status: 429,
    title: 'Intercom is limiting requests',
    detail: 'Wait until the time shown, then try again.',
  },
  'intercom.permission_missing': {
    status: 403,
    title: 'A permission is missing in Intercom',
    detail: 'Ask the owner of this integration to grant it, then reconnect.',
  },
  'store.unavailable': {
    status: 503,
    title: 'Latchkey is temporarily unavailable',
    detail: 'Nothing is lost. Try again in a moment.',
  },
  'store.key_missing': {
    status: 503,
    title: 'A key needed for this connection is missing',
    detail: 'Tell the operator of Latchkey, or reconnect the workspace.',
  },
  'internal.unexpected': {
    status: 500,
    title: 'Something went wrong on our side',
    detail: 'Try again; if it stays, contact support with the id below.',
  },
} as const satisfies Record<string, { status: number; title: string; detail: string }>

/** A stable error code, `area.what_happened`. */
export type ErrorCode = keyof typeof errorCatalogue

/** Tells whether a text is one of our error codes; texts from a URL are forgeable and are checked with this first. */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(errorCatalogue, text)
}
