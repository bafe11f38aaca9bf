/** The contract between web app and API, with its schemas. The web app takes types from here and values from `plain`. */
export * from './plain.ts'
export * from './connect.ts'
export * from './connection.ts'
export { contract, type Answer, type Body, type Params, type Query, type Route } from './contract.ts'
export * from './examples.ts'
export * from './health.ts'
export * from './problem.ts'
export * from './session.ts'
