/** How anything that goes wrong becomes one answer and one log line. */
export { AppError } from './app-error.ts'
export { errors } from './errors-plugin.ts'
export { routeCollector, refuseOtherMethods } from './method-not-allowed.ts'
export { answerUnroutable, createBrokenRequests } from './unparsed.ts'
export { codeOfIntercomError } from './intercom-errors.ts'
