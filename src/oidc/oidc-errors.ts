/** A token that proves nothing: forged, expired, for somebody else. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused'
}

/** A genuine token of somebody who may do nothing here. */
export class TokenNotUsable extends Error {
  override readonly name = 'TokenNotUsable'
}

/** The identity provider does not answer, so that nothing is known about a token. Trying again later is right. */
export class ProviderUnavailable extends Error {
  override readonly name = 'ProviderUnavailable'
}
