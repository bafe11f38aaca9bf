/** Who a person is. */
export { accountPart, epochPart, writeAccount, type AccountRecord } from './account-store.ts'
export { browsersRoutes } from './browsers-routes.ts'
export { canLeave, findIdentity, withIdentity, withoutIdentity, type IdentityKey } from './identity.ts'
export { createIdentityIndex, type IdentityIndex, type Ownership } from './identity-index.ts'
export { accountName, accountsRoutes } from './routes.ts'
