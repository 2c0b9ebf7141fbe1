import { hasSessionEnded } from '../api/client.ts'
import type { FleetTenant } from './fleet.ts'

/** `live`: what changes is told. `polling`: the stream is gone and comes back by itself; until then one asks. */
export type Liveness = 'live' | 'polling'

export interface StatusListener {
  /** The stream is open: what happened before has to be read. */
  readonly onOpen: () => void
  /** Tenants that changed, with their status; null of one that was removed. Several at a time. */
  readonly onChanges: (changes: ReadonlyMap<string, FleetTenant | null>) => void
  readonly onLiveness: (liveness: Liveness) => void
}

const reopenMs = 5000
/** Changes that come this close together reach the page together. */
const gatherMs = 250

/**
 * Listens to the changes of the fleet, or of one tenant, until what it answers is called. Nothing is listened to while
 * nobody looks: a browser has few connections for all of its tabs.
 */
export function openStatusStream(tenantId: string | null, listener: StatusListener): () => void {
  let source: EventSource | null = null
  let reopening = 0
  let gathering = 0
  let changes = new Map<string, FleetTenant | null>()

  function note(id: string, status: FleetTenant | null): void {
    changes.set(id, status)
    if (gathering !== 0) return
    gathering = window.setTimeout(() => {
      const gathered = changes
      changes = new Map()
      gathering = 0
      listener.onChanges(gathered)
    }, gatherMs)
  }

  function open(): void {
    const query = tenantId === null ? '' : `?${new URLSearchParams({ tenantId })}`
    const opened = new EventSource(`/api/v1/orders/sync/stream${query}`)
    source = opened
    opened.onopen = () => {
      listener.onLiveness('live')
      listener.onOpen()
    }
    opened.onerror = () => {
      listener.onLiveness('polling')
      // The browser comes back by itself unless it was answered something else than a stream.
      if (opened.readyState === EventSource.CLOSED) reopening = window.setTimeout(reopen, reopenMs)
    }
    opened.addEventListener('tenant', ({ data }) => {
      const status = JSON.parse(data) as FleetTenant
      note(status.tenantId, status)
    })
    opened.addEventListener('gone', ({ data }) => note((JSON.parse(data) as FleetTenant).tenantId, null))
  }

  function reopen(): void {
    if (hasSessionEnded()) reopening = window.setTimeout(reopen, reopenMs)
    else open()
  }

  function close(): void {
    clearTimeout(reopening)
    source?.close()
    source = null
  }

  function followVisibility(): void {
    if (document.visibilityState === 'hidden') close()
    else if (source === null) open()
  }

  followVisibility()
  document.addEventListener('visibilitychange', followVisibility)
  return () => {
    document.removeEventListener('visibilitychange', followVisibility)
    clearTimeout(gathering)
    close()
  }
}
