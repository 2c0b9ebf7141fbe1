import type { Application } from './application.ts'
import type { Authorizations } from './authorizations.ts'
import type { SimulatedClock } from './clock.ts'
import type { FaultBox } from './faults.ts'
import type { Quotas } from './quota.ts'
import type { ReportLedger } from './reports/report-ledger.ts'
import type { Signer } from './signing.ts'
import type { Recorder } from './stats.ts'
import type { World } from './world.ts'

/** Everything a request may need, built once by `startSimulator`. */
export interface Services {
  world: World
  clock: SimulatedClock
  application: Application
  authorizations: Authorizations
  signer: Signer
  quotas: Quotas
  faults: FaultBox
  reports: ReportLedger
  recorder: Recorder
}
