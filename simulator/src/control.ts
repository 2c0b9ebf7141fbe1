import type { ApplicationChanges } from './application.ts'
import { FAULT_KINDS, type Fault, type FaultInput } from './faults.ts'
import type { PutOrder } from './put-order.ts'
import type { Fleet, OperationName, RosterEntry, SimulatedSeller, UsagePlan } from './seller.ts'
import type { Services } from './services.ts'
import type { RequestRecord, Stats } from './stats.ts'
import { type OrderTruth, type TruthQuery, tellTruth } from './truth.ts'

/** The strings behind the stage. The HTTP control API offers the same functions. */
export interface Control {
  roster(): RosterEntry[]
  addFault(input: FaultInput): Fault
  listFaults(): Fault[]
  removeFault(id: string): boolean
  clearFaults(): void
  /** Puts a new order or changes a known one; returns its id. */
  putOrder(sellerId: string, put: PutOrder): string
  /** From now on (or the given instant) nothing happens by itself. */
  freeze(at?: Date): Date
  unfreeze(): void
  truth(query?: TruthQuery): Generator<OrderTruth>
  stats(): Stats
  resetStats(): void
  requests(): RequestRecord[]
  /** Adds a seller, or replaces the one with its id. */
  addSeller(seller: SimulatedSeller, roster?: readonly RosterEntry[]): void
  setQuota(sellerId: string, operation: OperationName, plan: UsagePlan): void
  /** What the redirect after a seller's consent carries as spapi_oauth_code. */
  issueAuthorizationCode(sellerId: string, redirectUri?: string): string
  /** The seller withdraws the consent: the tokens of this seller stop working at once. */
  revokeAuthorization(sellerId: string): void
  /** What the developer console would change: redirect and Login URIs, secrets, draft or published. */
  changeApplication(changes: ApplicationChanges): void
}

export function createControl(services: Services, fleet: Fleet): Control {
  const { world, clock, faults, recorder, authorizations, application } = services
  let roster = [...fleet.roster]
  const getSeller = (sellerId: string) => {
    const seller = world.sellers.get(sellerId)
    if (!seller) throw new RangeError(`no seller ${sellerId}`)
    return seller
  }
  const addSeller = (seller: SimulatedSeller) => {
    world.addSeller(seller)
    authorizations.register(seller)
  }
  return {
    roster: () => [...roster],
    addFault: (input) => {
      if (!FAULT_KINDS.includes(input.kind)) throw new RangeError(`no fault of kind ${input.kind}`)
      if (input.sellerId !== undefined) getSeller(input.sellerId)
      return faults.add(input)
    },
    listFaults: faults.list,
    removeFault: faults.remove,
    clearFaults: faults.clear,
    putOrder: (sellerId, put) => world.put(getSeller(sellerId).sellerId, put, clock.now()),
    freeze: (at = clock.now()) => {
      world.freeze(at)
      return at
    },
    unfreeze: () => world.freeze(null),
    truth: (query = {}) => tellTruth(world, query, clock.now()),
    stats: recorder.stats,
    resetStats: recorder.reset,
    requests: recorder.requests,
    addSeller: (seller, entries = []) => {
      addSeller(seller)
      roster = [...roster, ...entries]
    },
    setQuota: (sellerId, operation, plan) => {
      const seller = getSeller(sellerId)
      addSeller({ ...seller, quotas: { ...seller.quotas, [operation]: plan } })
    },
    issueAuthorizationCode: (sellerId, redirectUri) =>
      authorizations.issueCode(
        {
          sellerId: getSeller(sellerId).sellerId,
          clientId: application.clientId,
          redirectUri: redirectUri ?? null,
        },
        clock.now().getTime() / 1000,
      ),
    revokeAuthorization: (sellerId) => authorizations.revoke(getSeller(sellerId).sellerId),
    changeApplication: (changes) => void Object.assign(application, changes),
  }
}
