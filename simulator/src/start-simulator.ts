import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Application, SIMULATED_APPLICATION } from './application.ts'
import { createAuthorizations } from './authorizations.ts'
import { realClock, type SimulatedClock } from './clock.ts'
import { type Control, createControl } from './control.ts'
import { answerControl } from './control-api.ts'
import { createFaultBox } from './faults.ts'
import { createQuotas } from './quota.ts'
import { answerDownload } from './reports/document-download.ts'
import { createReportLedger } from './reports/report-ledger.ts'
import type { Fleet } from './seller.ts'
import { answerSellerCentral } from './seller-central/seller-central.ts'
import type { Services } from './services.ts'
import { createSigner } from './signing.ts'
import { answerSpApi } from './sp-api.ts'
import { createRecorder } from './stats.ts'
import { answerTokenEndpoint } from './token-endpoint.ts'
import { createWorld, type World } from './world.ts'

export interface SimulatorOptions {
  fleet: Fleet
  /** Same fleet, seed and epoch: same world. */
  seed: string
  /** Where history ends and the live part begins; sellers' `historyDays` count back from here. */
  epoch: Date
  clock?: SimulatedClock
  /** Loopback unless told otherwise. */
  host?: string
  /** 0: any free port. */
  port?: number
  application?: Partial<Application>
  /** Told about unexpected errors only. */
  log?: (message: string, error: unknown) => void
}

export interface Simulator {
  url: string
  port: number
  fleet: Fleet
  application: Application
  world: World
  control: Control
  /** Stops listening and destroys what is still connected, hanging requests included. */
  close(): Promise<void>
}

export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { fleet, seed, epoch, clock = realClock } = options
  const { host = '127.0.0.1', port = 0, log = () => {} } = options
  // A copy: what one simulator's console changes is not another's business.
  const application = { ...SIMULATED_APPLICATION, ...options.application }
  const signer = createSigner(seed)
  const authorizations = createAuthorizations(signer)
  for (const seller of fleet.sellers) authorizations.register(seller)
  const services: Services = {
    world: createWorld({ fleet, seed, epoch }),
    clock,
    application,
    authorizations,
    signer,
    quotas: createQuotas(),
    faults: createFaultBox(seed),
    reports: createReportLedger(),
    recorder: createRecorder(randomUUID()),
  }
  const control = createControl(services, fleet)

  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    answer(services, control, request, response).catch((error: unknown) => {
      log('request failed', error)
      if (response.headersSent) response.destroy()
      else response.writeHead(500).end()
    })
  })
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address() as AddressInfo
  return {
    url: `http://${host}:${address.port}`,
    port: address.port,
    fleet,
    application,
    world: services.world,
    control,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  services: Services,
  control: Control,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://simulator')
  if (url.pathname === '/auth/o2/token') return answerTokenEndpoint(services, request, response)
  if (url.pathname.startsWith('/simulator/')) {
    return answerControl(control, services.clock.now, request, response, url)
  }
  if (url.pathname.startsWith('/apps/')) return answerSellerCentral(services, request, response, url)
  if (url.pathname.startsWith('/documents/')) return answerDownload(services, request, response, url)
  // Everything else is the SP-API, which refuses what it does not know.
  return answerSpApi(services, request, response, url)
}
