import { createHash, randomBytes } from 'node:crypto'
import { Secret } from '../runtime/secret.ts'

/** A text with 256 random bits behind a prefix that says what it is. It cannot be guessed. */
export function makeToken(prefix: string): Secret {
  return new Secret(`${prefix}_${randomBytes(32).toString('base64url')}`)
}

/**
 * What is stored of a token. As it has 256 random bits, a plain hash is enough. Rows are found by this hash: how long
 * the index takes to compare says something about the hash of a guess, and nothing about the token.
 */
export function hashToken(token: Secret): Buffer {
  return createHash('sha256').update(token.reveal()).digest()
}
