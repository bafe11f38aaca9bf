/** Routes and their description, made from the contract. */
export { contractRoute, type ContractRoute } from './contract-route.ts'
export { apiDescription } from './description.ts'
