import type { Fault } from '../faults.ts'
import type { ReportLedger } from '../reports/report-ledger.ts'
import type { OperationName, SimulatedSeller, UsagePlan } from '../seller.ts'
import type { Signer } from '../signing.ts'
import type { Recorder } from '../stats.ts'
import type { World } from '../world.ts'

/** All an operation may look at. */
export interface OperationContext {
  world: World
  signer: Signer
  recorder: Recorder
  reports: ReportLedger
  seller: SimulatedSeller
  refreshTokenId: string
  query: URLSearchParams
  /** What the path pattern captured, decoded. */
  pathParameters: readonly string[]
  /** As received; empty for a GET. */
  body: string
  contentType: string
  /** Where the caller found this Amazon: scheme, host and port. */
  origin: string
  now: Date
  /** A fault that concerns the content of the answer; the others never reach an operation. */
  fault: Fault | null
}

export interface OperationResult {
  status: number
  /** Undefined: an empty body. */
  value: unknown
}

/** One file per operation; the router is a list of these. */
export interface Operation {
  name: OperationName
  method: 'GET' | 'POST' | 'DELETE'
  /** Matches the path after the regional prefix. */
  path: RegExp
  /** What the path captures, by its name in the log of requests. */
  pathParameter?: 'orderId' | 'reportId' | 'reportDocumentId'
  /** The default plan; a seller may have another. */
  usagePlan: UsagePlan
  /** Throws a Refusal for what becomes an error. */
  handle(context: OperationContext): OperationResult
}
