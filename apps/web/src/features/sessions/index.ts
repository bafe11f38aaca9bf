export { AccountBar } from './account-bar.tsx'
export { becomeAnonymous, followSession } from './session-end.ts'
export { SessionEndNotice } from './session-end-notice.tsx'
export { sessionQuery } from './session-query.ts'
