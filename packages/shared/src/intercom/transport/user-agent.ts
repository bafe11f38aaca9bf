/** How this package names itself to Intercom. */
export const USER_AGENT = 'latchkey'
