import type { OperationName } from './seller.ts'

/** `download`: a report document, from the storage behind the API. */
type AnyOperation = OperationName | 'lwa' | 'download' | 'unknown'

export interface RequestRecord {
  /** Simulated time, ISO 8601. */
  at: string
  operation: AnyOperation
  region: string | null
  sellerId: string | null
  refreshTokenId: string | null
  /** Without tokens; whether there was a page token says `hasPageToken`. */
  query: Record<string, string>
  orderId?: string
  reportId?: string
  reportDocumentId?: string
  /** What createReport was asked for. */
  body?: unknown
  hasPageToken: boolean
  /** 0: no answer was given (connection reset or hanging). */
  status: number
}

export interface TokenUse {
  refreshTokenId: string
  sellerId: string
  operation: OperationName
  calls: number
  inFlight: number
  maxInFlight: number
  /** Requests that arrived while another of this token and operation was in flight; known 25 ms later. */
  overlaps: number
  /** Page-token requests of an older search that arrived after a newer search had begun. */
  interleaved: number
}

export interface Stats {
  calls: Record<string, Record<string, number>>
  throttled: number
  tokens: TokenUse[]
}

export interface CallInFlight {
  end(how: 'answered' | 'closed'): void
}

export interface Recorder {
  /** A request arrived; end it when the answer was given or the socket closed, whichever is first. */
  begin(use: { refreshTokenId: string; sellerId: string; operation: OperationName }): CallInFlight
  /** Numbers a new search, so that its page tokens can tell how old it is. */
  searchBegan(refreshTokenId: string, operation: OperationName): SearchMark
  /** A page token came back with the mark of its search. */
  searchContinued(refreshTokenId: string, operation: OperationName, mark: SearchMark): void
  record(request: RequestRecord): void
  stats(): Stats
  requests(): RequestRecord[]
  reset(): void
}

/** Which search of which simulator process. Marks of an earlier process say nothing. */
export type SearchMark = readonly [process: string, number: number]

interface Call {
  ended: 'answered' | 'closed' | null
}

const REQUESTS_KEPT = 1000
const HANG_UP_GRACE_MS = 25

/**
 * A client that gives up and calls again may be heard before its hanging up is. So an overlap counts only
 * if the earlier call was answered, or is still in flight, shortly after.
 */
function judgeOverlap(use: TokenUse, earlier: readonly Call[]): void {
  setTimeout(() => {
    const concurrent = earlier.filter((call) => call.ended !== 'closed').length
    if (concurrent === 0) return
    use.overlaps++
    use.maxInFlight = Math.max(use.maxInFlight, 1 + concurrent)
  }, HANG_UP_GRACE_MS).unref()
}

export function createRecorder(processId: string): Recorder {
  let calls: Stats['calls'] = {}
  let throttled = 0
  let requests: RequestRecord[] = []
  const uses = new Map<string, TokenUse>()
  const inFlight = new Map<string, Set<Call>>()
  const searches = new Map<string, number>()

  const useOf = (key: string, sellerId: string, refreshTokenId: string, operation: OperationName) => {
    const known = uses.get(key)
    if (known) return known
    const use: TokenUse = {
      refreshTokenId,
      sellerId,
      operation,
      calls: 0,
      inFlight: 0,
      maxInFlight: 0,
      overlaps: 0,
      interleaved: 0,
    }
    uses.set(key, use)
    return use
  }

  return {
    begin: ({ refreshTokenId, sellerId, operation }) => {
      const key = `${refreshTokenId} ${operation}`
      const use = useOf(key, sellerId, refreshTokenId, operation)
      const call: Call = { ended: null }
      const earlier = inFlight.get(key) ?? new Set()
      use.calls++
      use.inFlight++
      use.maxInFlight = Math.max(use.maxInFlight, 1)
      if (earlier.size > 0) judgeOverlap(use, [...earlier])
      inFlight.set(key, earlier.add(call))
      return {
        end: (how) => {
          if (call.ended) return
          call.ended = how
          use.inFlight--
          earlier.delete(call)
        },
      }
    },
    searchBegan: (refreshTokenId, operation) => {
      const key = `${refreshTokenId} ${operation}`
      const number = (searches.get(key) ?? 0) + 1
      searches.set(key, number)
      return [processId, number]
    },
    searchContinued: (refreshTokenId, operation, [markProcess, number]) => {
      const key = `${refreshTokenId} ${operation}`
      const use = uses.get(key)
      if (use && markProcess === processId && number < (searches.get(key) ?? 0)) use.interleaved++
    },
    record: (request) => {
      calls[request.operation] ??= {}
      const byStatus = calls[request.operation] ?? {}
      byStatus[request.status] = (byStatus[request.status] ?? 0) + 1
      if (request.status === 429) throttled++
      requests.push(request)
      // Trimmed by halves: cutting one off a thousand at each request would copy the list each time.
      if (requests.length >= 2 * REQUESTS_KEPT) requests = requests.slice(-REQUESTS_KEPT)
    },
    stats: () => ({
      calls: structuredClone(calls),
      throttled,
      tokens: [...uses.values()].map((use) => ({ ...use })),
    }),
    requests: () => requests.slice(-REQUESTS_KEPT),
    reset: () => {
      calls = {}
      throttled = 0
      requests = []
      for (const [key, use] of uses) {
        if (use.inFlight === 0) uses.delete(key)
        else Object.assign(use, { calls: 0, maxInFlight: 1, overlaps: 0, interleaved: 0 })
      }
    },
  }
}
