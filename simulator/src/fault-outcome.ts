import type { Outcome } from './exchange.ts'
import type { Fault } from './faults.ts'
import {
  htmlReply,
  jsonReply,
  quotaExceededReply,
  type Reply,
  statusReply,
  unauthorizedReply,
} from './reply.ts'

/** The sum of the delays that struck. */
export function delayOf(struck: readonly Fault[]): number {
  return struck.reduce((sum, fault) => sum + (fault.kind === 'slow' ? (fault.delayMs ?? 1000) : 0), 0)
}

/** The fault that decides, if any: at most one besides delays strikes a request. */
export function decidingFault(struck: readonly Fault[]): Fault | null {
  return struck.find((fault) => fault.kind !== 'slow') ?? null
}

/** What a fault makes of a request instead of doing it; null if it is done all the same. */
export function outcomeOfFault(fault: Fault | null, delayMs: number): Outcome | null {
  if (fault?.kind === 'reset' || fault?.kind === 'hang') return { kind: fault.kind }
  const reply = fault && replyOfFault(fault)
  return reply ? { kind: 'reply', reply, delayMs } : null
}

function replyOfFault(fault: Fault): Reply | null {
  switch (fault.kind) {
    case 'status':
      return statusReply(fault.status ?? 500)
    case 'throttled':
      return quotaExceededReply()
    case 'unauthorized':
      return unauthorizedReply()
    case 'html':
      return htmlReply(fault.status ?? 503)
    case 'empty_object':
      return jsonReply(200, {})
    default:
      return null
  }
}
