/** What is written down: JSON lines with a request's id, and nothing secret. */
export { createLogger } from './logger.ts'
export { newRequestId } from './request-id.ts'
export { logFinished, requestLog } from './request-log.ts'
export { securityEvent } from './security-event.ts'
