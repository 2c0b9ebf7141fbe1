import { useSyncExternalStore } from 'react'

/** Whether the server answered last time. While it did not, it is asked for a sign of life until it gives one. */
export type Connectivity = 'reachable' | 'lost'

const firstPingMs = 1500
const slowestPingMs = 10_000

let state: Connectivity = 'reachable'
const listeners = new Set<() => void>()
const healed = new Set<() => void>()

export function reportReachable(): void {
  if (state === 'reachable') return
  change('reachable')
  for (const listener of healed) listener()
}

export function reportLost(): void {
  if (state === 'lost') return
  change('lost')
  ping(firstPingMs)
}

/** Calls back each time that the connection is there again. */
export function onHealed(listener: () => void): () => void {
  healed.add(listener)
  return () => healed.delete(listener)
}

export function useConnectivity(): Connectivity {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
    () => 'reachable',
  )
}

function change(next: Connectivity): void {
  state = next
  for (const listener of listeners) listener()
}

function ping(afterMs: number): void {
  setTimeout(async () => {
    const isAlive = await fetch('/healthz', { cache: 'no-store' }).then(
      (response) => response.ok,
      () => false,
    )
    if (isAlive) reportReachable()
    else ping(Math.min(afterMs * 1.5, slowestPingMs))
  }, afterMs)
}
