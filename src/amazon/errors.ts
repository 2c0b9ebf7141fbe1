/**
 * Everything that can go wrong between us and Amazon, named by what happens next.
 *
 * | kind               | example                                   | what happens                                   |
 * | ------------------ | ----------------------------------------- | ---------------------------------------------- |
 * | quota_exhausted    | our bucket has no token for seconds        | nothing was called; come back at `availableAt` |
 * | throttled          | 429                                        | the bucket was drained; come back later        |
 * | unavailable        | 5xx, time-out, reset, HTML page, `{}`      | retry with back-off                            |
 * | forbidden          | 403 with a fresh access token              | retry slowly; proves no revocation             |
 * | revoked            | LWA `invalid_grant`                        | the seller must authorise again                |
 * | application_refused| LWA `invalid_client`                       | stop all calls, page the operator              |
 * | refused            | 400 `InvalidInput`                         | keep the place, retry slowly                   |
 * | page_token_refused | 400 on a request with a page token, or the same again | restart the window               |
 * | not_found          | 404; of getOrder also 400                  | Amazon does not know it for this seller        |
 */
export type AmazonErrorKind =
  | 'quota_exhausted'
  | 'throttled'
  | 'unavailable'
  | 'forbidden'
  | 'revoked'
  | 'application_refused'
  | 'refused'
  | 'page_token_refused'
  | 'not_found'

export class AmazonError extends Error {
  override readonly name = 'AmazonError'
  readonly kind: AmazonErrorKind
  readonly httpStatus: number | null
  /** `x-amzn-RequestId`, which Amazon's support asks for. */
  readonly amazonRequestId: string | null
  /** For `quota_exhausted` and `throttled`: when the next call may be made. */
  readonly availableAt: Date | null

  constructor(
    kind: AmazonErrorKind,
    message: string,
    details: {
      readonly httpStatus?: number | null
      readonly amazonRequestId?: string | null
      readonly availableAt?: Date
      readonly cause?: unknown
    } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.kind = kind
    this.httpStatus = details.httpStatus ?? null
    this.amazonRequestId = details.amazonRequestId ?? null
    this.availableAt = details.availableAt ?? null
  }
}
