import { createHmac, timingSafeEqual } from 'node:crypto'

/** Signs small values, so that tokens need no storage and survive a restart of the simulator. */
export interface Signer {
  sign(purpose: string, value: unknown): string
  /** The value, or null if the text was not signed by us for this purpose. */
  verify(purpose: string, text: string): unknown
}

/** `body.signature`, both base64url. The key follows from the seed: a restarted world knows its tokens. */
export function createSigner(seed: string): Signer {
  const mac = (purpose: string, body: string) =>
    createHmac('sha256', `simulator:${seed}`).update(`${purpose}\n${body}`).digest()
  return {
    sign: (purpose, value) => {
      const body = Buffer.from(JSON.stringify(value)).toString('base64url')
      return `${body}.${mac(purpose, body).toString('base64url')}`
    },
    verify: (purpose, text) => {
      const [body, signature, ...rest] = text.split('.')
      if (!body || !signature || rest.length > 0) return null
      const expected = mac(purpose, body)
      const given = Buffer.from(signature, 'base64url')
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
      return JSON.parse(Buffer.from(body, 'base64url').toString('utf8'))
    },
  }
}
