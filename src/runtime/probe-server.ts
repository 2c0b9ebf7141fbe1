import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Secret } from './secret.ts'

/** What a probe is told: 200 when `ok`, else 503, with everything else as its body. */
export interface Verdict {
  readonly ok: boolean
  readonly details: Readonly<Record<string, string | number | boolean>>
}

export interface Probes {
  /** Whether restarting this process would help nothing: false only when it is stuck. */
  alive(): Verdict
  /** Whether it can work now. */
  ready(): Promise<Verdict>
  metrics(): Promise<string>
  /** What Prometheus has to show for `/metrics`; null: nobody may read them here. */
  readonly metricsToken: Secret | null
}

export interface ProbeServer {
  readonly port: number
  close(): Promise<void>
}

/** `/healthz`, `/readyz` and `/metrics` of a process that serves no API. Throws when the port is in use. */
export async function openProbeServer(
  probes: Probes,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<ProbeServer> {
  const server = createServer((request, response) => {
    answer(probes, request, response).catch(() => response.writeHead(500).end())
  })
  await listen(server, host, port)
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => resolve())
  })
}

async function answer(probes: Probes, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url?.split('?')[0]
  if (request.method !== 'GET' && request.method !== 'HEAD') return void response.writeHead(405).end()
  if (path === '/healthz') return sendVerdict(response, probes.alive())
  if (path === '/readyz') return sendVerdict(response, await probes.ready())
  if (path !== '/metrics') return void response.writeHead(404).end()
  if (!mayReadMetrics(request, probes.metricsToken)) {
    return void response.writeHead(401, { 'www-authenticate': 'Bearer' }).end('METRICS_TOKEN opens this.\n')
  }
  // Read before anything is sent: what fails is then a 500, and not an error with nobody to catch it.
  const metrics = await probes.metrics()
  response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(metrics)
}

function sendVerdict(response: ServerResponse, { ok, details }: Verdict): void {
  response.writeHead(ok ? 200 : 503, { 'content-type': 'application/json' }).end(JSON.stringify(details))
}

function mayReadMetrics(request: IncomingMessage, token: Secret | null): boolean {
  const given = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (token === null || given === undefined) return false
  return timingSafeEqual(digest(given), digest(token.reveal()))
}

/** Of equal length whatever was given. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
