import type { FastifyReply } from 'fastify'
import { findSyncRequest, type SyncRequest } from '../../store/sync-requests.ts'
import type { ApiContext } from '../context.ts'
import { waitUntil } from '../wait-until.ts'

/** Waits until a sync has all of its outcomes. Null when its row is gone. */
export async function waitForRequest(
  context: ApiContext,
  requestId: string,
  reply: FastifyReply,
): Promise<SyncRequest | null> {
  return waitUntil(
    context,
    reply,
    () => findSyncRequest(context.db, requestId),
    (request) => request === null || request.finishedAt !== null,
  )
}
