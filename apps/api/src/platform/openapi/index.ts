/** Routes and their description, made from the contract. */
export { contractRoute } from './contract-route.ts'
export { apiDescription } from './description.ts'
