import { expect } from 'vitest'
import type { Answer, TestApi } from './test-api.ts'

/** A browser that somebody signed in with. */
export interface SignedInBrowser {
  readonly cookie: string
  readonly csrfToken: string
  /** As `TestApi.call`, with the cookie and the CSRF token that a page of ours sends. */
  call(method: string, url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
}

export async function signIn(api: TestApi, key: string): Promise<SignedInBrowser> {
  const answer = await api.call(null, 'POST', '/session', { key })
  expect(answer.status).toBe(200)
  const cookie = cookieOf(answer)
  const { csrfToken } = answer.body
  return {
    cookie,
    csrfToken,
    call: (method, url, body, headers = {}) =>
      api.call(null, method, url, body, { cookie, 'x-csrf-token': csrfToken, ...headers }),
  }
}

/** The cookie that an answer sets, as a browser sends it back. */
export function cookieOf(answer: Answer): string {
  return String(answer.headers['set-cookie']).split(';')[0] ?? ''
}
