import { Secret } from '../runtime/secret.ts'
import { readObject, readText } from './wire-value.ts'

/** What Amazon tells an application about its own secrets. */
export type ApplicationNotice =
  | {
      readonly kind: 'new_secret'
      readonly clientId: string
      readonly secret: Secret
      readonly expiresAt: Date
    }
  | { readonly kind: 'secret_expires'; readonly clientId: string; readonly expiresAt: Date }

/**
 * Reads the body of a message. Null: it is something else, or not in the documented form.
 * Source: Rotate your application's client secret; Notification Type Values.
 */
export function parseApplicationNotice(body: string): ApplicationNotice | null {
  const message = parseObject(body)
  const payload = readObject(message?.payload)
  switch (message?.notificationType) {
    case 'APPLICATION_OAUTH_CLIENT_NEW_SECRET': {
      const told = readObject(payload?.applicationOAuthClientNewSecret)
      const clientId = readText(told?.clientId)
      const secret = readText(told?.newClientSecret)
      const expiresAt = readInstant(told?.newClientSecretExpiryTime)
      if (clientId === undefined || secret === undefined || expiresAt === null) return null
      return { kind: 'new_secret', clientId, secret: new Secret(secret), expiresAt }
    }
    case 'APPLICATION_OAUTH_CLIENT_SECRET_EXPIRY': {
      const told = readObject(payload?.applicationOAuthClientSecretExpiry)
      const clientId = readText(told?.clientId)
      const expiresAt = readInstant(told?.clientSecretExpiryTime)
      if (clientId === undefined || expiresAt === null) return null
      return { kind: 'secret_expires', clientId, expiresAt }
    }
    default:
      return null
  }
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return readObject(JSON.parse(text))
  } catch {
    return undefined
  }
}

function readInstant(value: unknown): Date | null {
  const text = readText(value)
  const instant = new Date(text ?? '')
  return Number.isNaN(instant.getTime()) ? null : instant
}
