import type { Signer } from '../signing.ts'

/** Source: amzn/selling-partner-api-models, reports_2021-06-30.json, ReportDocument.url. */
export const DOCUMENT_URL_SECONDS = 300

export interface DocumentUrl {
  sellerId: string
  region: string
  reportDocumentId: string
  /** The answer says `Content-Encoding: gzip`, so that HTTP clients unpack by themselves. */
  contentEncoding: boolean
  /** Milliseconds since 1970. */
  issuedAt: number
}

/** A presigned URL as of S3, good for five minutes. All it says is in it. */
export function writeDocumentUrl(signer: Signer, origin: string, target: DocumentUrl): string {
  const { sellerId, region, reportDocumentId, contentEncoding, issuedAt } = target
  const url = new URL(`${origin}/documents/${region}/${sellerId}/${encodeURIComponent(reportDocumentId)}`)
  url.searchParams.set('X-Amz-Algorithm', 'AWS4-HMAC-SHA256')
  url.searchParams.set('X-Amz-Date', compactTime(issuedAt))
  url.searchParams.set('X-Amz-SignedHeaders', 'host')
  url.searchParams.set('X-Amz-Expires', String(DOCUMENT_URL_SECONDS))
  if (contentEncoding) url.searchParams.set('response-content-encoding', 'gzip')
  url.searchParams.set('X-Amz-Signature', signatureOf(signer, target))
  return url.href
}

/** Null: not written by us. Whether it has expired is the caller's question. */
export function readDocumentUrl(signer: Signer, url: URL): DocumentUrl | null {
  const [, region = '', sellerId = '', id = ''] =
    /^\/documents\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(url.pathname) ?? []
  const target: DocumentUrl = {
    sellerId,
    region,
    reportDocumentId: decodeURIComponent(id),
    contentEncoding: url.searchParams.get('response-content-encoding') === 'gzip',
    issuedAt: parseCompactTime(url.searchParams.get('X-Amz-Date') ?? ''),
  }
  const expires = url.searchParams.get('X-Amz-Expires') === String(DOCUMENT_URL_SECONDS)
  const isSigned = url.searchParams.get('X-Amz-Signature') === signatureOf(signer, target)
  return expires && isSigned ? target : null
}

function signatureOf(signer: Signer, { issuedAt, ...target }: DocumentUrl): string {
  const signed = signer.sign('document url', { ...target, date: compactTime(issuedAt) })
  return Buffer.from(signed.slice(signed.indexOf('.') + 1), 'base64url').toString('hex')
}

/** 20260801T120000Z */
function compactTime(milliseconds: number): string {
  if (Number.isNaN(milliseconds)) return ''
  return `${new Date(milliseconds).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}

function parseCompactTime(text: string): number {
  return Date.parse(text.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/, '$1-$2-$3T$4:$5:$6Z'))
}
