export { EmailMark } from './email-mark.tsx'
export { IdentityLine } from './identity-line.tsx'
export { workspaceName } from './names.ts'
