import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type CliContext, CommandFailed, type GlobalOptions } from './cli-context.ts'

export interface ApiAnswer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: a body of the REST API; each command reads its own
  readonly body: any
}

/** Speaks REST to a running server. */
export interface ApiClient {
  /** The address of the server, without a slash at its end. */
  readonly base: string
  /** Answers what the server answered, whatever its status. Throws CommandFailed when there is no answer. */
  send(method: string, path: string, body?: unknown): Promise<ApiAnswer>
  /** As `send`, but throws ApiRefusal unless the answer is a success. */
  ask(method: string, path: string, body?: unknown): Promise<ApiAnswer>
  /** The body of an answer as it comes, however long. Throws ApiRefusal unless the answer is a success. */
  download(path: string): Promise<ReadableStream<Uint8Array>>
}

/** The server said no. */
export class ApiRefusal extends CommandFailed {
  readonly answer: ApiAnswer

  constructor(answer: ApiAnswer) {
    const { title, detail, code, requestId } = answer.body ?? {}
    super(
      `${detail ?? title ?? `The server answered ${answer.status}.`} (${code ?? answer.status}, ${requestId ?? 'no request id'})`,
    )
    this.answer = answer
  }
}

/** Nobody answers, or only a proxy whose server is away: a process that is being replaced, or a wrong address. */
export class NoAnswer extends CommandFailed {}

/**
 * Finds the server and the key. The address: --url, ORDERSYNC_URL, or that of the server running from the data folder.
 * The key: ORDERSYNC_API_KEY, ORDERSYNC_ADMIN_KEY, or the operator key in the data folder, which goes to a server on
 * this machine only.
 */
export async function openApiClient(context: CliContext, options: GlobalOptions): Promise<ApiClient> {
  const folder = context.env.DATA_DIR ?? '.ordersync'
  const found = options.url ?? context.env.ORDERSYNC_URL ?? (await findRunning(folder))
  if (found === null) {
    throw new CommandFailed(
      'No server is running here: run "npm start" in another terminal, or name one with --url.',
    )
  }
  if (!URL.canParse(found))
    throw new CommandFailed(`"${found}" is not an address such as http://127.0.0.1:3000.`)
  const base = found.replace(/\/+$/, '')
  const key =
    context.env.ORDERSYNC_API_KEY ??
    context.env.ORDERSYNC_ADMIN_KEY ??
    (isLoopback(new URL(base).hostname) ? await readText(join(folder, 'operator.key')) : null)
  if (key === null) throw new CommandFailed('No key: set ORDERSYNC_API_KEY to an API key of that server.')

  const request = async (method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(`${base}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // A POST that followed a redirect would arrive as a GET.
      redirect: 'error',
    }).catch((cause: unknown) => {
      throw whyNoAnswer(base, cause)
    })
  const toAnswer = async (response: Response): Promise<ApiAnswer> => ({
    status: response.status,
    body: parse(
      await response.text().catch((cause: unknown) => {
        throw whyNoAnswer(base, cause)
      }),
      base,
      response.status,
    ),
  })
  const send = async (method: string, path: string, body?: unknown): Promise<ApiAnswer> =>
    toAnswer(await request(method, path, body))
  return {
    base,
    send,
    ask: async (method, path, body) => {
      const answer = await send(method, path, body)
      if (answer.status >= 400) throw new ApiRefusal(answer)
      return answer
    },
    download: async (path) => {
      const response = await request('GET', path)
      if (!response.ok || response.body === null) throw new ApiRefusal(await toAnswer(response))
      return response.body
    },
  }
}

/** Node says why in the cause of the error of `fetch`. */
function whyNoAnswer(base: string, error: unknown): CommandFailed {
  const { code, message } = ((error as Error).cause ?? {}) as { code?: string; message?: string }
  if (/CERT|SIGNATURE|ISSUER|ALTNAME/.test(code ?? '')) {
    return new CommandFailed(
      `The certificate of ${base} cannot be trusted (${code}): give it one that can be, or name its authority in NODE_EXTRA_CA_CERTS.`,
      { cause: error },
    )
  }
  if (message === 'unexpected redirect') {
    return new CommandFailed(`${base} answers with a redirect: name the address to which it leads.`, {
      cause: error,
    })
  }
  const reason = code === undefined || code === 'ECONNREFUSED' ? '' : ` (${code})`
  return new NoAnswer(
    `No server answers at ${base}${reason}: run "npm start", or name another one with --url.`,
    { cause: error },
  )
}

/** A query string of the values that are given. */
export function queryOf(values: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) if (value !== undefined) query.set(name, value)
  return query.size === 0 ? '' : `?${query}`
}

function parse(text: string, base: string, status: number): unknown {
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch {
    if (status >= 502 && status <= 504)
      throw new NoAnswer(`A proxy at ${base} answers ${status}: it does not reach the server behind it.`)
    throw new CommandFailed(`What answers at ${base} is not Ordersync.`)
  }
}

async function findRunning(folder: string): Promise<string | null> {
  const text = await readText(join(folder, 'runtime.json'))
  if (text === null) return null
  try {
    const { url } = JSON.parse(text) as { url?: unknown }
    return typeof url === 'string' ? url : null
  } catch {
    return null
  }
}

async function readText(path: string): Promise<string | null> {
  return readFile(path, 'utf8').then(
    (text) => text.trim(),
    () => null,
  )
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname)
}
