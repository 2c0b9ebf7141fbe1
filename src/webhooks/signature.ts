import { createHmac } from 'node:crypto'
import type { Secret } from '../runtime/secret.ts'

/**
 * The header `Ordersync-Signature`: `t=<seconds>,v1=<hex>`, an HMAC-SHA256 of `<seconds>.<body>`. Each secret that is
 * valid signs, the newest first, so that a receiver may hold either while it rotates.
 */
export function signatureHeader(secrets: readonly Secret[], at: Date, body: string): string {
  const seconds = Math.floor(at.getTime() / 1000)
  const signatures = secrets.map(
    (secret) => `v1=${createHmac('sha256', secret.reveal()).update(`${seconds}.${body}`).digest('hex')}`,
  )
  return [`t=${seconds}`, ...signatures].join(',')
}
