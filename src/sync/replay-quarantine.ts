import { decodeOrders } from '../amazon/decode-page.ts'
import type { Random } from '../runtime/random.ts'
import type { Database } from '../store/database.ts'
import { deleteQuarantined, findQuarantined } from '../store/quarantine.ts'
import { lockFeed, saveOrders } from '../store/save-orders.ts'

export type ReplayedPiece =
  | { readonly outcome: 'stored'; readonly externalOrderId: string }
  /** It stays in quarantine. */
  | { readonly outcome: 'unreadable'; readonly reason: string }

/**
 * Tries to read a piece in quarantine with today's mapping. An order goes the way of every order, so that an old copy
 * never replaces a newer one, and leaves the quarantine. Null when there is no such piece.
 */
export async function replayQuarantined(
  db: Database,
  tenantId: string,
  quarantineId: string,
  random: Random,
): Promise<ReplayedPiece | null> {
  return db.of(tenantId).transaction(async (tx) => {
    const feedPosition = await lockFeed(tx)
    const piece = await findQuarantined(tx, quarantineId)
    if (feedPosition === null || piece === null) return null
    const document = parseJson(piece.document)
    if (document === undefined) return { outcome: 'unreadable', reason: 'it is a row of a report, not JSON' }
    const { observations, unreadable } = decodeOrders([document], piece.lastSeenAt.toISOString())
    const [observation] = observations
    if (observation === undefined) {
      return { outcome: 'unreadable', reason: unreadable[0]?.reason ?? 'it is no order' }
    }
    await saveOrders(tx, piece.connectionId, feedPosition, observations, random)
    await deleteQuarantined(tx, quarantineId)
    return { outcome: 'stored', externalOrderId: observation.order.externalOrderId }
  })
}

/** Undefined when it is no JSON: rows of reports are set aside as they came. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
