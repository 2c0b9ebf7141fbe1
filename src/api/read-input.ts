import type { Api } from './context.ts'
import { Problem } from './problem.ts'
import { validatorCompiler } from './validate.ts'

/** How requests are read: JSON only, checked against the schema of the route, answered as plain JSON. */
export function registerInput(api: Api): void {
  api.setValidatorCompiler(validatorCompiler)
  // The schemas of answers are documentation, and tests hold the routes to them; nothing is dropped on the way out.
  api.setSerializerCompiler(() => JSON.stringify)

  const parseJson = api.getDefaultJsonParser('error', 'error')
  api.removeAllContentTypeParsers()
  api.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    // Clients that always send the header send it without a body too.
    if (body.length === 0) done(null, undefined)
    else parseJson(request, body as string, done)
  })

  api.addHook('preValidation', async (request) => {
    // Without a body every field of it is missing; the schema decides which one is required.
    if (request.body === undefined && request.routeOptions.schema?.body !== undefined) request.body = {}
    for (const [field, part] of [
      ['path', request.params],
      ['query', request.query],
      ['body', request.body],
    ] as const) {
      // PostgreSQL has no such character in a text, and no text of ours needs it.
      if (holdsNul(part))
        throw new Problem('invalid_request', `The ${field} holds a NUL character.`, { field })
    }
  })
}

function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\u0000')
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([name, part]) => name.includes('\u0000') || holdsNul(part))
}
