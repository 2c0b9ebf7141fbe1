import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { parseApplicationNotice } from './application-notice.ts'

const envelope = (notificationType: string, payload: object) =>
  JSON.stringify({
    notificationVersion: '1.0',
    notificationType,
    payloadVersion: '2023-11-30',
    eventTime: '2026-11-21T10:00:00Z',
    payload,
    notificationMetadata: { applicationId: 'amzn1.sp.solution.x', notificationId: 'n' },
  })

test('a new secret is read, and does not print', () => {
  const notice = parseApplicationNotice(
    envelope('APPLICATION_OAUTH_CLIENT_NEW_SECRET', {
      applicationOAuthClientNewSecret: {
        clientId: 'amzn1.application-oa2-client.x',
        newClientSecret: 'amzn1.oa2-cs.v1.planted',
        newClientSecretExpiryTime: '2027-05-20T10:00:00Z',
        oldClientSecretExpiryTime: '2026-11-28T10:00:00Z',
      },
    }),
  )
  expect(notice).toMatchObject({
    kind: 'new_secret',
    clientId: 'amzn1.application-oa2-client.x',
    expiresAt: new Date('2027-05-20T10:00:00Z'),
  })
  expect(notice?.kind === 'new_secret' && notice.secret.reveal()).toBe('amzn1.oa2-cs.v1.planted')
  expect(inspect(notice) + JSON.stringify(notice)).not.toContain('planted')
})

test('an announced expiry is read', () => {
  const told = {
    clientId: 'c',
    clientSecretExpiryTime: '2026-12-21T00:00:00.000Z',
    clientSecretExpiryReason: 'PERIODIC_ROTATION',
  }
  expect(
    parseApplicationNotice(
      envelope('APPLICATION_OAUTH_CLIENT_SECRET_EXPIRY', { applicationOAuthClientSecretExpiry: told }),
    ),
  ).toEqual({ kind: 'secret_expires', clientId: 'c', expiresAt: new Date('2026-12-21T00:00:00Z') })
})

test.each([
  ['no JSON', 'not json'],
  ['null', 'null'],
  ['a list', '[]'],
  ['another notification', envelope('ORDER_CHANGE', {})],
  ['no payload', envelope('APPLICATION_OAUTH_CLIENT_NEW_SECRET', {})],
  [
    'a payload without the secret',
    envelope('APPLICATION_OAUTH_CLIENT_NEW_SECRET', { applicationOAuthClientNewSecret: { clientId: 'c' } }),
  ],
  [
    'a date that is none',
    envelope('APPLICATION_OAUTH_CLIENT_SECRET_EXPIRY', {
      applicationOAuthClientSecretExpiry: { clientId: 'c', clientSecretExpiryTime: 'soon' },
    }),
  ],
])('%s is not understood', (_name, body) => {
  expect(parseApplicationNotice(body)).toBeNull()
})
