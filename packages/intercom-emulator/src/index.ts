export { answerConsent } from './authorize.ts'
export type { AuthorizeRequest, ConsentAnswer } from './authorize.ts'
export type { Clock, MovableClock } from './clock.ts'
export { ControlError } from './control/control-error.ts'
export type { EmulatorState, ResetPart } from './control/control.ts'
export type { HealthWanted, NoticeChangesWanted, WebhookWanted } from './control/notice-control.ts'
export { createEmulator } from './create-emulator.ts'
export type { Emulator, EmulatorOptions } from './create-emulator.ts'
export type { FaultInput } from './faults/fault.ts'
export type { TokenSelector } from './grants.ts'
export type { LoggedRequest } from './request-log.ts'
export { seed } from './seed.ts'
export type {
  Region,
  Seed,
  SeedAdmin,
  SeedApp,
  SeedPermission,
  SeedWorkspace,
  WorkspaceSize,
} from './seed.ts'
export { StateFileError } from './state-file.ts'
export type { SwitchName, Switches } from './switches.ts'
export type { Delivery } from './webhooks/delivery-log.ts'
export type { HealthConclusion } from './webhooks/health-check.ts'
export type { HealthResult } from './webhooks/health-checks.ts'
export type { NoticeChanges } from './webhooks/notice-settings.ts'
