import { createHash, createHmac, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose'

export const testClient = { id: 'ordersync-web', secret: 'secret of the web client: +&%' } as const

type Claims = Record<string, unknown>

/** A small OpenID Connect provider on loopback: real signatures, codes that work once, PKCE held. */
export interface TestIssuer {
  readonly issuer: string
  /** How often which address was asked for. */
  readonly asked: Record<string, number>
  /** A token with these claims besides the usual ones, signed with the current key. */
  sign(
    claims?: Claims,
    options?: { readonly kid?: string; readonly expiresInSeconds?: number },
  ): Promise<string>
  /** The classic confusions: a token without signature, and one "signed" with the public key as a secret. */
  signNone(claims?: Claims): string
  signWithPublicKey(claims?: Claims): Promise<string>
  /** Replaces the key; tokens of the old one are no longer good. */
  rotate(): Promise<void>
  /** What a person does at the provider's page: answers where the browser is sent back to. */
  approve(signInUrl: string, claims?: Claims): URL
  setDown(down: boolean): void
  close(): Promise<void>
}

interface Grant {
  readonly challenge: string
  readonly redirectUri: string
  readonly claims: Claims
}

export async function startTestIssuer(): Promise<TestIssuer> {
  let key = await makeKey()
  let down = false
  const asked: Record<string, number> = {}
  const grants = new Map<string, Grant>()

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname
    asked[path] = (asked[path] ?? 0) + 1
    if (down) return void response.writeHead(500).end()
    void answer(path, request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const usual = (): Claims => ({ iss: issuer, sub: 'person-1', aud: 'ordersync', role: 'operator' })

  const sign: TestIssuer['sign'] = (claims = {}, { kid = key.kid, expiresInSeconds = 300 } = {}) =>
    new SignJWT({ exp: Math.floor(Date.now() / 1000) + expiresInSeconds, ...usual(), ...claims })
      .setProtectedHeader({ alg: 'RS256', kid })
      .setIssuedAt()
      .sign(key.privateKey)

  async function answer(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const send = (status: number, body: unknown): void =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (path === '/.well-known/openid-configuration') {
      send(200, {
        issuer,
        jwks_uri: `${issuer}/keys`,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
      })
    } else if (path === '/keys') {
      send(200, { keys: [{ ...(await exportJWK(key.publicKey)), kid: key.kid, alg: 'RS256', use: 'sig' }] })
    } else if (path === '/token') {
      const fields = new URLSearchParams(await text(request))
      const grant = grants.get(fields.get('code') ?? '')
      grants.delete(fields.get('code') ?? '')
      if (request.headers.authorization !== basic()) return send(401, { error: 'invalid_client' })
      if (grant === undefined || !isGranted(grant, fields)) return send(400, { error: 'invalid_grant' })
      send(200, { token_type: 'Bearer', id_token: await sign({ aud: testClient.id, ...grant.claims }) })
    } else send(404, {})
  }

  return {
    issuer,
    asked,
    sign,
    signNone: (claims = {}) =>
      `${encode({ alg: 'none' })}.${encode({ exp: Date.now() / 1000 + 300, ...usual(), ...claims })}.`,
    signWithPublicKey: async (claims = {}) => {
      const secret = JSON.stringify(await exportJWK(key.publicKey))
      const signed = `${encode({ alg: 'HS256', kid: key.kid })}.${encode({ exp: Date.now() / 1000 + 300, ...usual(), ...claims })}`
      return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
    },
    rotate: async () => {
      key = await makeKey()
    },
    approve: (signInUrl, claims = {}) => {
      const query = new URL(signInUrl).searchParams
      const code = randomUUID()
      grants.set(code, {
        challenge: query.get('code_challenge') ?? '',
        redirectUri: query.get('redirect_uri') ?? '',
        claims: { nonce: query.get('nonce'), ...claims },
      })
      const back = new URL(query.get('redirect_uri') ?? '')
      back.searchParams.set('code', code)
      back.searchParams.set('state', query.get('state') ?? '')
      back.searchParams.set('iss', issuer)
      return back
    },
    setDown: (value) => {
      down = value
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

interface SigningKey {
  readonly kid: string
  readonly publicKey: CryptoKey
  readonly privateKey: CryptoKey
}

async function makeKey(): Promise<SigningKey> {
  return { kid: randomUUID(), ...(await generateKeyPair('RS256', { extractable: true })) }
}

function isGranted(grant: Grant, fields: URLSearchParams): boolean {
  const challenge = createHash('sha256')
    .update(fields.get('code_verifier') ?? '')
    .digest('base64url')
  return challenge === grant.challenge && fields.get('redirect_uri') === grant.redirectUri
}

function basic(): string {
  const encoded = [testClient.id, testClient.secret].map((part) =>
    new URLSearchParams({ x: part }).toString().slice(2),
  )
  return `Basic ${Buffer.from(encoded.join(':')).toString('base64')}`
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
