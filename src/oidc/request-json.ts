import { ProviderUnavailable } from './oidc-errors.ts'

const timeoutMs = 5000
const maxBytes = 256 * 1024

export type JsonDocument = Readonly<Record<string, unknown>>

/**
 * Asks the identity provider for a JSON document. A refusal (4xx) of a form that we sent is answered like any other
 * document: it says why. Throws ProviderUnavailable for everything else.
 */
export async function requestJson(
  url: string | URL,
  form?: { readonly fields: URLSearchParams; readonly authorization: string | null },
): Promise<JsonDocument> {
  try {
    const response = await fetch(url, {
      method: form === undefined ? 'GET' : 'POST',
      headers: {
        accept: 'application/json',
        ...(form?.authorization == null ? {} : { authorization: form.authorization }),
      },
      ...(form === undefined ? {} : { body: form.fields }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    const isRefusal = form !== undefined && response.status >= 400 && response.status < 500
    if (!response.ok && !isRefusal) throw new Error(`It answered ${response.status}`)
    return parse(await readText(response))
  } catch (cause) {
    throw new ProviderUnavailable('The identity provider does not answer as it should', { cause })
  }
}

async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > maxBytes) throw new Error('Its answer is too long')
  }
  return text + decoder.decode()
}

function parse(text: string): JsonDocument {
  const value: unknown = JSON.parse(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error('Its answer is no JSON object')
  }
  return value as JsonDocument
}
