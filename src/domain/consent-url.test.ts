import { expect, test } from 'vitest'
import { appstoreReturnUrl, type ConsentApplication, consentUrl, isAmazonCallback } from './consent-url.ts'
import { marketplaces } from './marketplaces.ts'

const application: ConsentApplication = {
  applicationId: 'amzn1.sp.solution.x',
  redirectUri: 'https://orders.example/api/v1/amazon/oauth/callback',
  isDraft: false,
  sellerCentralUrl: null,
}

test.each(marketplaces.map((marketplace) => [marketplace.countryCode, marketplace] as const))(
  'a seller in %s is sent to the Seller Central of that marketplace',
  (_country, marketplace) => {
    const url = new URL(consentUrl(application, marketplace, 'the state'))
    expect(url.origin).toBe(`https://${marketplace.sellerCentralHost}`)
    expect(url.pathname).toBe('/apps/authorize/consent')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      application_id: 'amzn1.sp.solution.x',
      state: 'the state',
      redirect_uri: application.redirectUri,
    })
  },
)

test('there are 23 marketplaces', () => {
  expect(marketplaces).toHaveLength(23)
})

test('a draft says version=beta, both ways', () => {
  const draft = { ...application, isDraft: true }
  const [marketplace] = marketplaces
  if (marketplace === undefined) throw new Error('no marketplaces')
  expect(new URL(consentUrl(draft, marketplace, 's')).searchParams.get('version')).toBe('beta')
  const back = new URL(appstoreReturnUrl(draft, 'https://amazon.com/apps/authorize/confirm/x', 'a', 's'))
  expect(Object.fromEntries(back.searchParams)).toEqual({
    redirect_uri: application.redirectUri,
    amazon_state: 'a',
    state: 's',
    version: 'beta',
  })
})

test.each([
  ['https://amazon.com/apps/authorize/confirm/amzn1.sellerapps.app.x', true],
  ['https://sellercentral.amazon.co.jp/apps/authorize/confirm/x', true],
  ['https://sellercentral-europe.amazon.com/apps/authorize/confirm/x', true],
  ['http://amazon.com/apps/authorize/confirm/x', false],
  ['https://amazon.com.evil.example/apps/authorize/confirm/x', false],
  ['https://amazon.com@evil.example/apps/authorize/confirm/x', false],
  ['https://evil.example/apps/authorize/confirm/x', false],
  ['https://amazon.com:8443/apps/authorize/confirm/x', false],
  ['https://amazon.com/gp/redirect?location=https://evil.example', false],
  ['javascript:alert(1)//apps/authorize/', false],
  ['//amazon.com/apps/authorize/confirm/x', false],
  ['', false],
])('%s is a callback of Amazon: %s', (address, expected) => {
  expect(isAmazonCallback(address, null)).toBe(expected)
})

test('with a simulated Seller Central only that one is', () => {
  const simulated = 'http://127.0.0.1:9100'
  expect(isAmazonCallback('http://127.0.0.1:9100/apps/authorize/confirm/x', simulated)).toBe(true)
  expect(isAmazonCallback('https://amazon.com/apps/authorize/confirm/x', simulated)).toBe(false)
})
