import createClient from 'openapi-fetch'
import { reportLost, reportReachable } from './connectivity.ts'
import { ApiProblem, Unreachable } from './problem.ts'
import type { paths } from './schema.d.ts'
import { noteServerTime } from './server-clock.ts'

/** The longest that a person is left without an answer: a little more than the server waits for Amazon. */
const patienceMs = 35_000

let csrfToken: string | null = null

/** The token of this session, which every change must carry. */
export function setCsrfToken(token: string): void {
  csrfToken = token
}

/** Who is signed in is asked, and changed, there. */
const sessionPath = '/api/v1/session'

let isSessionEnded = false

/**
 * Whether nobody is signed in any more. Until somebody is, nothing else is asked: every question would be refused, and counted
 * as one more guess from this address, until the sign-in itself would be.
 */
export function setSessionEnded(isEnded: boolean): void {
  isSessionEnded = isEnded
}

export function hasSessionEnded(): boolean {
  return isSessionEnded
}

let noticeRefusal = (): void => {}

/** Calls back when something is refused because nobody is signed in any more, whoever asked for it. */
export function onUnauthenticated(notice: () => void): void {
  noticeRefusal = notice
}

/** Finds a newer token. Answers whether there is one for the same person. */
let renewCsrfToken = async (): Promise<boolean> => false

/** A sign-in in another tab makes a new session, and the token of this page worthless: `renew` is asked for its successor. */
export function onCsrfTokenRefused(renew: () => Promise<boolean>): void {
  renewCsrfToken = renew
}

/** The API as its document describes it. Pass each call to `ask`, which returns the answer or throws what is wrong. */
export const api = createClient<paths>({ fetch: fetchWatched })

/**
 * The body of a good answer. Throws `ApiProblem` with what the server says, `Unreachable` when it says nothing, and
 * the abort error of a question that nobody wants answered any more.
 */
export async function ask<Data>(
  call: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<Data> {
  const { data, error, response } = await call.catch(explainBreak)
  noteServerTime(response.headers.get('date'))
  if (!response.ok) throw new ApiProblem(response.status, error, response.headers.get('retry-after'))
  return data as Data
}

/**
 * An answer that breaks off, or is no JSON although it should be, is as good as none. The connection is not called lost
 * for it: that the server answers something else at once would call it healed, and everything be asked for anew.
 */
function explainBreak(cause: unknown): never {
  const isAborted = cause instanceof DOMException && cause.name === 'AbortError'
  if (isAborted || cause instanceof Unreachable || cause instanceof ApiProblem) throw cause
  throw new Unreachable('The answer broke off.', { cause })
}

async function fetchWatched(request: Request): Promise<Response> {
  const isAboutSession = new URL(request.url).pathname === sessionPath
  if (isSessionEnded && !isAboutSession) throw new ApiProblem(401, { code: 'unauthenticated' }, null)
  const response = await sendWithToken(request)
  // Who asks who is signed in, or signs in, hears the answer; a sign-out without a session is refused as anything else.
  if (response.status === 401 && (!isAboutSession || request.method === 'DELETE')) noticeRefusal()
  return response
}

async function sendWithToken(request: Request): Promise<Response> {
  if (request.method === 'GET') return send(request)
  const again = request.clone()
  const response = await send(withToken(request))
  // What was refused for its token was not begun: this is no second time.
  if (!(await isTokenRefused(response)) || !(await renewCsrfToken())) return response
  return send(withToken(again))
}

function withToken(request: Request): Request {
  if (csrfToken !== null) request.headers.set('x-csrf-token', csrfToken)
  return request
}

async function isTokenRefused(response: Response): Promise<boolean> {
  if (response.status !== 403) return false
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null)
  return new ApiProblem(response.status, body, null).code === 'csrf_token_required'
}

async function send(request: Request): Promise<Response> {
  const timeout = AbortSignal.timeout(patienceMs)
  try {
    const response = await fetch(request, { signal: AbortSignal.any([request.signal, timeout]) })
    reportReachable()
    return response
  } catch (cause) {
    if (request.signal.aborted) throw cause
    reportLost()
    throw new Unreachable('The server does not answer.', { cause })
  }
}
