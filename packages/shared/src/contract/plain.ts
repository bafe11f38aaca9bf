/** The contract's plain data: no zod behind it, so the web app may import values from here. */
export { errorCatalogue, isErrorCode, type ErrorCode } from './error-catalogue.ts'
export { defaultReturnTo, limits } from './limits.ts'
export { operations, type OperationId } from './operations.ts'
export { permissions } from './permissions.ts'
export {
  activityActors,
  activityKinds,
  choosableRegions,
  connectionStatuses,
  reconnectReasons,
  type ActivityActor,
  type ActivityKind,
  type ConnectionStatus,
  type ReconnectReason,
  type Region,
} from './vocabulary.ts'
