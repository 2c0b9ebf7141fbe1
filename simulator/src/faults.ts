import { createRandom, hash32 } from './random.ts'
import type { OperationName } from './seller.ts'

/**
 * Ways to misbehave. `invalid_grant` (consent revoked) and `invalid_client` (secret refused) act on the
 * token endpoint only; the page kinds on what they name; the report kinds and `lost_answer` on
 * createReport, where they settle how the report will end; `document_url_expired` on downloads; the others
 * on whatever `operation` says.
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
  'report_cancelled',
  'report_fatal',
  'report_stuck',
  'report_error_text',
  'report_broken_rows',
  'lost_answer',
  'document_url_expired',
] as const
export type FaultKind = (typeof FAULT_KINDS)[number]

export const ORDER_DEFECTS = ['missing_order_id', 'garbage_created_time', 'items_not_array'] as const
export type OrderDefect = (typeof ORDER_DEFECTS)[number]

export type FaultOperation = OperationName | 'lwa' | 'download'

export interface FaultInput {
  kind: FaultKind
  /** Default: every seller. */
  sellerId?: string
  /** Default: every SP-API operation; the token endpoint and document storage only when named. */
  operation?: FaultOperation
  /** For `status` and `html`. Default 500. */
  status?: number
  /** For `slow`, in real milliseconds. Default 1000. */
  delayMs?: number
  /** For `undecodable_order`. Default missing_order_id. */
  defect?: OrderDefect
  /** For `report_fatal`: a document explains it. Default false. */
  withDocument?: boolean
  /** For `report_error_text` and the document of `report_fatal`. */
  text?: string
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
  /** Null where the seller is not known. */
  sellerId: string | null
  operation: FaultOperation
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
const CREATE_REPORT_ONLY: ReadonlySet<FaultKind> = new Set([
  'report_cancelled',
  'report_fatal',
  'report_stuck',
  'report_error_text',
  'report_broken_rows',
  'lost_answer',
])

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
  if (CREATE_REPORT_ONLY.has(fault.kind)) return target.operation === 'createReport'
  if (fault.kind === 'document_url_expired') return target.operation === 'download'
  if (fault.kind === 'undecodable_order' && !target.operation.includes('Order')) return false
  if (fault.operation === undefined) return target.operation !== 'lwa' && target.operation !== 'download'
  return fault.operation === target.operation
}
