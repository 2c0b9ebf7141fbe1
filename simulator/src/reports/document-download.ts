import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { carryOut, type Outcome, replyOutcome } from '../exchange.ts'
import { decidingFault, delayOf, outcomeOfFault } from '../fault-outcome.ts'
import type { Fault } from '../faults.ts'
import type { Reply } from '../reply.ts'
import type { Services } from '../services.ts'
import { DOCUMENT_URL_SECONDS, type DocumentUrl, readDocumentUrl } from './document-url.ts'
import { readHead, reportContent } from './report-content.ts'
import { contentTypeOf, formatOf } from './report-format.ts'
import { readDocumentId } from './report-record.ts'

/** A truncated download ends within its first 64 KiB. */
const HEAD_BYTES = 65_536

/**
 * The storage behind the presigned URLs: another host at Amazon, with errors in XML and no quota.
 * Source: docs.aws.amazon.com, Amazon S3 API Reference, "Error responses".
 */
export async function answerDownload(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const { signer, clock, recorder, faults } = services
  const target = readDocumentUrl(signer, url)
  const struck = faults.strike({
    sellerId: target?.sellerId ?? null,
    operation: 'download',
    hasPageToken: false,
  })
  const fault = decidingFault(struck)
  const delayMs = delayOf(struck)
  const document = target && findDocument(services, target)
  const outcome =
    refuse(request, target, clock.now(), fault) ??
    failByFault(fault, delayMs) ??
    (document ? null : replyOutcome(noSuchKey()))
  recorder.record({
    at: clock.now().toISOString(),
    operation: 'download',
    region: target?.region ?? null,
    sellerId: target?.sellerId ?? null,
    refreshTokenId: null,
    query: {},
    ...(target ? { reportDocumentId: target.reportDocumentId } : {}),
    hasPageToken: false,
    status: outcome === null ? 200 : 'reply' in outcome ? outcome.reply.status : 0,
  })
  if (outcome || !document || !target)
    return carryOut(response, outcome ?? replyOutcome(noSuchKey()), clock.now)

  if (delayMs > 0) await sleep(delayMs, undefined, { ref: false })
  const { seller, record } = document
  const format = formatOf(seller, services.world.seed, record)
  const content = reportContent(services.world, seller, record, format)
  response.sendDate = false
  response.writeHead(200, {
    'Content-Type': contentTypeOf(format),
    Date: clock.now().toUTCString(),
    ...(format.gzip && target.contentEncoding ? { 'Content-Encoding': 'gzip' } : {}),
  })
  if (fault?.kind === 'truncated') {
    const head = await readHead(content, HEAD_BYTES)
    response.write(head.subarray(0, Math.floor(head.length / 2)), () => response.socket?.destroy())
    return
  }
  // A client that hangs up in the middle is no error of ours.
  await pipeline(content, response).catch((error: unknown) => {
    if (!response.destroyed) throw error
  })
}

function findDocument({ world, signer, clock }: Services, target: DocumentUrl) {
  const seller = world.sellers.get(target.sellerId)
  const { region, sellerId, reportDocumentId } = target
  const record = readDocumentId(signer, region, sellerId, reportDocumentId, clock.now().getTime())
  return seller && record ? { seller, record } : null
}

function refuse(
  request: IncomingMessage,
  target: DocumentUrl | null,
  now: Date,
  fault: Fault | null,
): Outcome | null {
  const { headers, method } = request
  if (method !== 'GET') return replyOutcome(storageError(405, 'MethodNotAllowed', 'Not allowed here.'))
  // The URL signs the host only, so S3 refuses whatever else might be a credential.
  if (headers['x-amz-access-token'] !== undefined) {
    const message = 'There were headers present in the request which were not signed'
    const detail = '<HeadersNotSigned>x-amz-access-token</HeadersNotSigned>'
    return replyOutcome(storageError(400, 'AccessDenied', message, detail))
  }
  if (headers.authorization !== undefined) {
    return replyOutcome(storageError(400, 'InvalidArgument', 'Only one auth mechanism allowed'))
  }
  if (!target) {
    const message = 'The request signature we calculated does not match the signature you provided.'
    return replyOutcome(storageError(403, 'SignatureDoesNotMatch', message))
  }
  const expiresAt = target.issuedAt + DOCUMENT_URL_SECONDS * 1000
  if (now.getTime() <= expiresAt && fault?.kind !== 'document_url_expired') return null
  const detail =
    `<X-Amz-Expires>${DOCUMENT_URL_SECONDS}</X-Amz-Expires>` +
    `<Expires>${isoTime(expiresAt)}</Expires><ServerTime>${isoTime(now.getTime())}</ServerTime>`
  return replyOutcome(storageError(403, 'AccessDenied', 'Request has expired', detail))
}

function failByFault(fault: Fault | null, delayMs: number): Outcome | null {
  switch (fault?.kind) {
    case 'status':
      return replyOutcome(storageError(fault.status ?? 500, 'InternalError', 'Please try again.'), delayMs)
    case 'throttled':
      return replyOutcome(storageError(503, 'SlowDown', 'Please reduce your request rate.'), delayMs)
    case 'unauthorized':
      return replyOutcome(storageError(403, 'AccessDenied', 'Access Denied'), delayMs)
    default:
      return outcomeOfFault(fault, delayMs)
  }
}

function noSuchKey(): Reply {
  return storageError(404, 'NoSuchKey', 'The specified key does not exist.')
}

function storageError(status: number, code: string, message: string, detail = ''): Reply {
  const body =
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<Error><Code>${code}</Code><Message>${message}</Message>${detail}</Error>`
  return { status, body, contentType: 'application/xml', headers: {} }
}

function isoTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`
}
