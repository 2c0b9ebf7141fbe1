import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Secret } from '../runtime/secret.ts'
import { createIdentityProvider, type IdentityProvider } from './identity-provider.ts'
import { ProviderUnavailable, TokenRefused } from './oidc-errors.ts'
import type { OidcSettings } from './oidc-settings.ts'
import { startTestIssuer, type TestIssuer, testClient } from './testing/test-issuer.ts'

let issuer: TestIssuer
let provider: IdentityProvider
beforeEach(async () => {
  issuer = await startTestIssuer()
  provider = createIdentityProvider(settings())
})
afterEach(async () => {
  vi.useRealTimers()
  await issuer.close()
})

function settings(more: Partial<OidcSettings> = {}): OidcSettings {
  return {
    issuer: issuer.issuer,
    audience: 'ordersync',
    tenantClaim: 'tenant_id',
    roleClaim: 'role',
    roles: new Map([['operator', { role: 'operator', canReadBuyers: false }]]),
    client: {
      id: testClient.id,
      secret: new Secret(testClient.secret),
      redirectUri: 'http://127.0.0.1:3000/api/v1/session/oidc/callback',
    },
    ...more,
  }
}

const verify = async (token: string) => provider.verifyBearer(new Secret(token))
const seconds = () => Math.floor(Date.now() / 1000)

test('a genuine token is believed; the keys are asked for once', async () => {
  for (let i = 0; i < 3; i += 1) {
    expect(await verify(await issuer.sign())).toMatchObject({ subject: 'person-1', role: 'operator' })
  }
  expect(issuer.asked).toEqual({ '/.well-known/openid-configuration': 1, '/keys': 1 })
})

test.each([
  ['expired', () => issuer.sign({}, { expiresInSeconds: -31 }), /expired/],
  ['without an end', () => issuer.sign({ exp: undefined }), /"exp"/],
  ['not valid yet', () => issuer.sign({ nbf: seconds() + 60 }), /"nbf"/],
  ['for another audience', () => issuer.sign({ aud: 'somebody-else' }), /"aud"/],
  ['of another issuer', () => issuer.sign({ iss: 'https://evil.example' }), /"iss"/],
  ['without a signature (alg none)', async () => issuer.signNone(), /not allowed/],
  ['with the public key as HS256 secret', () => issuer.signWithPublicKey(), /not allowed/],
  ['with a changed role', async () => changed(await issuer.sign({ role: 'tenant_reader' })), /not genuine/],
  ['with a made-up key id', () => issuer.sign({}, { kid: 'other' }), /key that the provider does not have/],
  ['that is no token', async () => 'eyJ.eyJ.x', /not genuine/],
])('a token %s is refused', async (_name, make, why) => {
  const error = await verify(await make()).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(TokenRefused)
  expect((error as Error).message).toMatch(why)
})

test('a token that ended less than half a minute ago is believed: clocks differ', async () => {
  expect(await verify(await issuer.sign({}, { expiresInSeconds: -20 }))).toMatchObject({ role: 'operator' })
})

test('when the provider replaces its key, new tokens are believed after half a minute at most, old ones no longer', async () => {
  const old = await issuer.sign()
  await verify(old)
  await issuer.rotate()
  const fresh = await issuer.sign()
  await expect(verify(fresh)).rejects.toThrow(TokenRefused)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31_000 })
  expect(await verify(fresh)).toMatchObject({ role: 'operator' })
  await expect(verify(old)).rejects.toThrow(TokenRefused)
})

test('made-up key ids do not make us ask the provider again and again', async () => {
  await verify(await issuer.sign())
  for (let i = 0; i < 20; i += 1) await verify(await issuer.sign({}, { kid: `k${i}` })).catch(() => {})
  expect(issuer.asked['/keys']).toBe(1)
})

test('a provider that does not answer leaves the question open: unavailable, and not refused', async () => {
  const token = await issuer.sign()
  issuer.setDown(true)
  await expect(verify(token)).rejects.toThrow(ProviderUnavailable)
  // It is left in peace for some seconds.
  await expect(verify(token)).rejects.toThrow(ProviderUnavailable)
  expect(issuer.asked['/.well-known/openid-configuration']).toBe(1)
})

test('keys outlive an outage of the provider by ten minutes', async () => {
  const token = await issuer.sign({}, { expiresInSeconds: 3600 })
  await verify(token)
  issuer.setDown(true)
  expect(await verify(token)).toMatchObject({ role: 'operator' })
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11 * 60_000 })
  await expect(verify(token)).rejects.toThrow(ProviderUnavailable)
})

test('a provider that calls itself something else is not believed', async () => {
  provider = createIdentityProvider(settings({ issuer: `${issuer.issuer}/` }))
  await expect(verify(await issuer.sign())).rejects.toThrow(/set OIDC_ISSUER/)
})

test('signing in: the code works once, with the verifier and the nonce of this attempt only', async () => {
  const begun = await provider.beginSignIn()
  if (begun === null) throw new Error('no client')
  const { url, attempt } = begun
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    response_type: 'code',
    client_id: testClient.id,
    code_challenge_method: 'S256',
    state: attempt.state,
    nonce: attempt.nonce,
  })
  expect(url.href).not.toContain(attempt.verifier)
  const codeOf = () => new Secret(issuer.approve(url.href).searchParams.get('code') ?? '')
  const code = codeOf()
  expect(await provider.finishSignIn(code, attempt)).toMatchObject({ subject: 'person-1' })
  await expect(provider.finishSignIn(code, attempt)).rejects.toThrow(TokenRefused)
  const otherVerifier = { ...attempt, verifier: 'v'.repeat(43) }
  await expect(provider.finishSignIn(codeOf(), otherVerifier)).rejects.toThrow(TokenRefused)
  const otherNonce = { ...attempt, nonce: 'n'.repeat(43) }
  await expect(provider.finishSignIn(codeOf(), otherNonce)).rejects.toThrow(/another sign-in/)
})

test('a token for the dashboard is no bearer token, and the other way round', async () => {
  await expect(verify(await issuer.sign({ aud: testClient.id }))).rejects.toThrow(TokenRefused)
  provider = createIdentityProvider(settings({ audience: null }))
  await expect(verify(await issuer.sign())).rejects.toThrow(/not accepted/)
})

function changed(token: string): string {
  const [header, payload = '', signature] = token.split('.')
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
  const forged = Buffer.from(JSON.stringify({ ...claims, role: 'operator' })).toString('base64url')
  return [header, forged, signature].join('.')
}
