/**
 * Every error that the API can answer: a stable code, its HTTP status, and a title that never changes with the case.
 * Codes are never reused for something else.
 */
export const problemCatalogue = {
  invalid_request: { status: 400, title: 'The request is not valid' },
  malformed_json: { status: 400, title: 'The body is not valid JSON' },
  invalid_cursor: { status: 400, title: 'The page cursor is not valid here' },
  webhook_url_refused: { status: 400, title: 'This address cannot be a webhook' },
  tenant_required: { status: 400, title: 'The request must name a tenant' },
  tenant_ambiguous: { status: 400, title: 'The request names two tenants' },
  unauthenticated: { status: 401, title: 'A valid API key is required' },
  forbidden: { status: 403, title: 'This key may not do that' },
  other_tenant: { status: 403, title: 'This key belongs to another tenant' },
  not_found: { status: 404, title: 'There is nothing at this address' },
  tenant_not_found: { status: 404, title: 'There is no such tenant' },
  connection_not_found: { status: 404, title: 'There is no such connection' },
  order_not_found: { status: 404, title: 'There is no such order' },
  run_not_found: { status: 404, title: 'There is no such run' },
  key_not_found: { status: 404, title: 'There is no such API key' },
  webhook_not_found: { status: 404, title: 'There is no such webhook' },
  delivery_not_found: { status: 404, title: 'There is no such delivery' },
  method_not_allowed: { status: 405, title: 'This address does not know that method' },
  request_timeout: { status: 408, title: 'The request took too long to arrive' },
  not_connected: { status: 409, title: 'The tenant has no Amazon connection' },
  already_running: { status: 409, title: 'What was asked for is running already' },
  backfill_not_running: { status: 409, title: 'No backfill is running' },
  backfill_not_paused: { status: 409, title: 'No backfill is paused' },
  seller_connected_elsewhere: { status: 409, title: 'The selling partner is connected by another tenant' },
  reauthorization_required: { status: 409, title: 'The seller must reconnect Amazon first' },
  webhook_not_active: { status: 409, title: 'The webhook is paused or disabled' },
  too_many_webhooks: { status: 409, title: 'The tenant has too many webhooks' },
  conflict: { status: 409, title: 'Somebody else changed this at the same time' },
  changes_expired: { status: 410, title: 'These changes are no longer kept' },
  body_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The body must be application/json' },
  too_many_streams: { status: 429, title: 'Too many streams are open' },
  headers_too_large: { status: 431, title: 'The address or the headers are too long' },
  internal_error: { status: 500, title: 'Something went wrong on our side' },
  database_unavailable: { status: 503, title: 'The database cannot be reached' },
  secret_store_unavailable: { status: 503, title: 'The secret store does not answer' },
} as const

export type ProblemCode = keyof typeof problemCatalogue
