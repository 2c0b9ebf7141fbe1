import { createRandom, hash32 } from './random.ts'
import type { OperationName } from './seller.ts'

/**
 * Ways to misbehave. `invalid_grant` (consent revoked) and `invalid_client` (secret refused) act on the
 * token endpoint only; the page kinds on what they name; the others on whatever `operation` says.
 */
export const FAULT_KINDS = [
  'status',
  'throttled',
  'unauthorized',
  'html',
  'empty_object',
  'reset',
  'truncated',
  'hang',
  'slow',
  'undecodable_order',
  'repeat_page_token',
  'refuse_page_token',
  'invalid_grant',
  'invalid_client',
] as const
export type FaultKind = (typeof FAULT_KINDS)[number]

export const ORDER_DEFECTS = ['missing_order_id', 'garbage_created_time', 'items_not_array'] as const
export type OrderDefect = (typeof ORDER_DEFECTS)[number]

export interface FaultInput {
  kind: FaultKind
  /** Default: every seller. */
  sellerId?: string
  /** Default: every SP-API operation; the token endpoint only when named "lwa". */
  operation?: OperationName | 'lwa'
  /** For `status` and `html`. Default 500. */
  status?: number
  /** For `slow`, in real milliseconds. Default 1000. */
  delayMs?: number
  /** For `undecodable_order`. Default missing_order_id. */
  defect?: OrderDefect
  /** In [0, 1]. Default 1. */
  probability?: number
  /** Switches itself off after this many. Default: never. */
  remaining?: number
}

export interface Fault extends FaultInput {
  id: string
  /** How often it struck. */
  struck: number
}

export interface FaultTarget {
  /** Null at the token endpoint before the seller is known. */
  sellerId: string | null
  operation: OperationName | 'lwa'
  hasPageToken: boolean
}

export interface FaultBox {
  add(input: FaultInput): Fault
  list(): Fault[]
  /** False if there is no such fault. */
  remove(id: string): boolean
  clear(): void
  /** The faults that strike this request: all delays, and at most one other. */
  strike(target: FaultTarget): Fault[]
}

const LWA_ONLY: ReadonlySet<FaultKind> = new Set(['invalid_grant', 'invalid_client'])
const PAGE_TOKEN_ONLY: ReadonlySet<FaultKind> = new Set(['repeat_page_token', 'refuse_page_token'])

export function createFaultBox(seed: string): FaultBox {
  const random = createRandom(hash32(seed, 'faults'))
  const faults = new Map<string, Fault>()
  let added = 0
  return {
    add: (input) => {
      const fault = { ...input, id: `fault-${++added}`, struck: 0 }
      faults.set(fault.id, fault)
      return fault
    },
    list: () => [...faults.values()].map((fault) => ({ ...fault })),
    remove: (id) => faults.delete(id),
    clear: () => faults.clear(),
    strike: (target) => {
      const striking: Fault[] = []
      for (const fault of faults.values()) {
        const decided = striking.some((other) => other.kind !== 'slow')
        if ((decided && fault.kind !== 'slow') || !applies(fault, target)) continue
        if (!random.chance(fault.probability ?? 1)) continue
        fault.struck++
        if (fault.remaining !== undefined) fault.remaining--
        striking.push({ ...fault })
      }
      return striking
    },
  }
}

function applies(fault: Fault, target: FaultTarget): boolean {
  if (fault.remaining !== undefined && fault.remaining <= 0) return false
  if (fault.sellerId !== undefined && fault.sellerId !== target.sellerId) return false
  if (LWA_ONLY.has(fault.kind)) return target.operation === 'lwa'
  if (PAGE_TOKEN_ONLY.has(fault.kind)) return target.operation === 'searchOrders' && target.hasPageToken
  if (fault.kind === 'undecodable_order' && !target.operation.includes('Order')) return false
  if (fault.operation === undefined) return target.operation !== 'lwa'
  return fault.operation === target.operation
}
