export { type Application, SIMULATED_APPLICATION } from './application.ts'
export { refreshTokenId } from './authorizations.ts'
export {
  type ClockOptions,
  createClock,
  createManualClock,
  type ManualClock,
  realClock,
  type SimulatedClock,
} from './clock.ts'
export type { Control } from './control.ts'
export type { Fault, FaultInput, FaultKind, FaultOperation, OrderDefect } from './faults.ts'
export {
  type ChaosOptions,
  chaosFleet,
  createRefreshToken,
  createSeller,
  demoFleet,
  enroll,
  lessonsFleet,
  seedFleet,
} from './fleets.ts'
export { MARKETPLACES, type Marketplace, type Region } from './marketplaces.ts'
export type { PutOrder } from './put-order.ts'
export { REPORT_CHARSETS, type ReportCharset } from './reports/charset.ts'
export { REPORT_TYPES, type ReportType } from './reports/report-types.ts'
export { type SyntheticReportOptions, syntheticReport } from './reports/synthetic-report.ts'
export {
  ALL_ROLES,
  type Fleet,
  type Lateness,
  type OperationName,
  type ReportSettings,
  type Role,
  type RosterEntry,
  type SimulatedSeller,
  USUAL_LATENESS,
  type UsagePlan,
} from './seller.ts'
export { usagePlanOf } from './sp-api.ts'
export { type Simulator, type SimulatorOptions, startSimulator } from './start-simulator.ts'
export type { RequestRecord, Stats, TokenUse } from './stats.ts'
export type { OrderTruth, TruthQuery } from './truth.ts'
export type { VisibleOrder, World } from './world.ts'
