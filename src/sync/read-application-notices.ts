import { type ApplicationNotice, parseApplicationNotice } from '../amazon/application-notice.ts'
import type { QueueMessage } from '../amazon/notice-queue.ts'
import { saveSecretExpiry } from '../store/application-notices.ts'
import type { SyncEngine } from './lane-context.ts'

/** Long polling, as Amazon advises: one request in this time while nothing arrives. */
const waitSeconds = 20

/**
 * Takes what Amazon says about the application's secrets from the queue: a new secret is stored for all processes, an
 * announced expiry is noted and said aloud. A message is deleted after that is committed, so that none is lost; what
 * cannot be read, or is about another application, stays for the queue's dead letters.
 */
export async function readApplicationNotices(engine: SyncEngine, signal: AbortSignal): Promise<void> {
  const { noticeQueue } = engine
  if (noticeQueue === null) return
  const messages = await noticeQueue.receive(waitSeconds, signal).catch((error: unknown) => {
    if (signal.aborted) return []
    throw error
  })
  for (const message of messages) {
    const notice = parseApplicationNotice(message.body.reveal())
    if (notice === null || notice.clientId !== engine.settings.applicationId) {
      leave(engine, message, notice)
      continue
    }
    await take(engine, notice)
    await message.delete()
  }
}

async function take(engine: SyncEngine, notice: ApplicationNotice): Promise<void> {
  const at = notice.expiresAt.toISOString()
  if (notice.kind === 'new_secret') {
    const isNew = await engine.applicationSecrets.add(notice.secret, notice.expiresAt)
    if (isNew) {
      engine.log.warn(
        { event: 'application_secret_received', at },
        `Amazon sent a new client secret, in use from now on; put it into AMAZON_CLIENT_SECRET at the next opportunity. It ends on ${at}`,
      )
    }
    return
  }
  if (await saveSecretExpiry(engine.db, notice.clientId, notice.expiresAt)) {
    engine.log.error(
      { event: 'application_secret_expires', at },
      `Amazon refuses the application's client secret from ${at} on: rotate it before that`,
    )
  }
}

function leave(engine: SyncEngine, message: QueueMessage, notice: ApplicationNotice | null): void {
  engine.log.error(
    { event: 'application_notice_unread', detail: message.messageId, count: message.received },
    notice === null
      ? 'a message in the application queue cannot be read; it stays there'
      : 'a message in the application queue is about another application; it stays there',
  )
}
