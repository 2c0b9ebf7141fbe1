import { createHash } from 'node:crypto'

/** 64 bits of SHA-256 as the signed integer that a bigint column holds: tells two contents apart, proves nothing. */
export function contentHash(text: string): bigint {
  return createHash('sha256').update(text).digest().readBigInt64BE(0)
}
