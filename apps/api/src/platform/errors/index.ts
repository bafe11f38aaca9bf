/** How anything that goes wrong becomes one answer and one log line. */
export { AppError, type AppErrorDetails, type FieldProblem } from './app-error.ts'
export { codeOfIntercomError } from './intercom-errors.ts'
