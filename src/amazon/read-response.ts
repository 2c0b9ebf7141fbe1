import type { Operation } from '../domain/quota.ts'
import type { AmazonErrorKind } from './errors.ts'
import { AmazonError } from './errors.ts'
import type { HttpResponse } from './http.ts'

/** What an answer of SP-API means for the call that got it. */
export type Reading =
  | { readonly kind: 'ok'; readonly body: unknown }
  | { readonly kind: 'unauthorised'; readonly error: AmazonError }
  | { readonly kind: 'throttled' }
  /** Amazon's own fault, which often is gone a moment later. */
  | { readonly kind: 'broken'; readonly error: AmazonError }
  | { readonly kind: 'failed'; readonly error: AmazonError }

export interface RequestContext {
  readonly operation: Operation
  readonly carriesPageToken: boolean
}

/**
 * Status first, body second: error bodies may be HTML, from a proxy or from in front of SP-API, and such a page
 * says nothing about the order or the parameters that were asked for.
 * Source: Resolve 400 Errors; Resolve Common HTTP and Authorization Error Codes.
 */
export function readResponse(response: HttpResponse, context: RequestContext): Reading {
  const { status } = response
  const error = (kind: AmazonErrorKind, what: string) =>
    new AmazonError(kind, `${context.operation}: ${what}`, {
      httpStatus: status,
      amazonRequestId: response.header('x-amzn-RequestId'),
    })
  if (status === 429) return { kind: 'throttled' }
  if (status === 401 || status === 403) {
    return { kind: 'unauthorised', error: error('forbidden', `Amazon denied access (${describe(response)})`) }
  }
  if (status >= 500)
    return { kind: 'broken', error: error('unavailable', `Amazon answered ${describe(response)}`) }
  const body = parseJson(response.text)
  // createReport answers 202. Source: reports_2021-06-30.json.
  if (status === 200 || status === 202) {
    if (body !== undefined) return { kind: 'ok', body }
    return { kind: 'failed', error: error('unavailable', `Amazon answered ${status} without readable JSON`) }
  }
  if (status < 400 || isHtml(response)) {
    return { kind: 'failed', error: error('unavailable', `unexpected answer ${describe(response)}`) }
  }
  if (status === 404) {
    return { kind: 'failed', error: error('not_found', `Amazon does not know it (${describe(response)})`) }
  }
  const kind = status === 400 && context.carriesPageToken ? 'page_token_refused' : 'refused'
  return { kind: 'failed', error: error(kind, `Amazon refused the request (${describe(response)})`) }
}

/** `400 InvalidInput: …`: status, code and a shortened message. */
function describe(response: HttpResponse): string {
  if (isHtml(response)) return `${response.status}, an HTML page`
  const first = (
    parseJson(response.text) as { errors?: { code?: unknown; message?: unknown }[] } | null | undefined
  )?.errors?.[0]
  const code = typeof first?.code === 'string' && /^\w{1,60}$/.test(first.code) ? ` ${first.code}` : ''
  const message =
    typeof first?.message === 'string' && first.message !== '' ? `: ${tamed(first.message)}` : ''
  return `${response.status}${code}${message}`
}

/** Amazon's sentence without what it may quote from the request: tokens, and anything long without a space. */
function tamed(message: string): string {
  return message
    .replaceAll(/Atz[a-z]\|\S*/gi, '[…]')
    .replaceAll(/\S{40,}/g, '[…]')
    .replaceAll(/\p{Cc}+/gu, ' ')
    .slice(0, 300)
}

function isHtml(response: HttpResponse): boolean {
  return /\bhtml\b/i.test(response.header('content-type') ?? '') || response.text.trimStart().startsWith('<')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
