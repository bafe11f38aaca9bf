export { ConnectionsPage } from './connections-page.tsx'
export { connectionsQuery } from './connections-query.ts'
