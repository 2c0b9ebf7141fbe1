import type { Fault } from '../faults.ts'
import type { OperationName, SimulatedSeller, UsagePlan } from '../seller.ts'
import type { Signer } from '../signing.ts'
import type { Recorder } from '../stats.ts'
import type { World } from '../world.ts'

/** All an operation may look at. */
export interface OperationContext {
  world: World
  signer: Signer
  recorder: Recorder
  seller: SimulatedSeller
  refreshTokenId: string
  query: URLSearchParams
  /** What the path pattern captured, decoded. */
  pathParameters: readonly string[]
  now: Date
  /** A fault that concerns the content of the answer; the others never reach an operation. */
  fault: Fault | null
}

export interface OperationResult {
  status: number
  value: unknown
}

/** One file per operation; the router is a list of these. */
export interface Operation {
  name: OperationName
  method: 'GET' | 'POST'
  /** Matches the path after the regional prefix. */
  path: RegExp
  /** The default plan; a seller may have another. */
  usagePlan: UsagePlan
  /** Throws InvalidInput for what becomes a 400. */
  handle(context: OperationContext): OperationResult
}
