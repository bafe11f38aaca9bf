/** What every request has to pass, and what every answer carries. */
export { bodies, bodyBytesMax } from './bodies.ts'
export { crossOrigin } from './cross-origin.ts'
export { securityHeaders } from './headers.ts'
export { headersOnEveryAnswer } from './headers-hook.ts'
export { hostCheck } from './host-check.ts'
export { isPageRequest } from './page-request.ts'
export { sameSite } from './same-site.ts'
