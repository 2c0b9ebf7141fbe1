import { setTimeout as delay } from 'node:timers/promises'
import { firings, readRules } from '../prometheus/alerts.ts'
import { Timeline } from '../prometheus/timeline.ts'
import type { Cluster, Member } from './cluster.ts'

/** A Prometheus beside a cluster. */
export interface AlertWatch {
  /**
   * Counts seconds as they are while `work` lasts: an outage of ten seconds, and what a process waits for an answer then, is
   * no longer than that, however fast the cluster's clock goes.
   */
  inRealTime<T>(work: () => Promise<T>): Promise<T>
  /** Stops reading. Answers how many minutes were watched, and every alert that was raised meanwhile. */
  stop(): Promise<{ readonly minutes: number; readonly raised: readonly string[] }>
}

const readEveryMs = 3000

const rules = readRules('ordersync.rules.yaml')

/**
 * Reads the metrics of every process every few seconds. Time goes as fast as on the clock of the cluster, so that what lasts
 * for minutes there does so here. A process that does not answer is down.
 */
export function watchAlerts(cluster: Cluster): AlertWatch {
  const timeline = new Timeline()
  const stopped = new AbortController()
  let speed = cluster.time.speed
  let seconds = 0
  let countedAt = performance.now()
  const count = (): void => {
    const now = performance.now()
    seconds += ((now - countedAt) / 1000) * speed
    countedAt = now
  }
  const watch = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      const texts = await Promise.all(cluster.members.map((member) => cluster.metrics(member)))
      count()
      for (const [index, member] of cluster.members.entries())
        timeline.scrape(seconds, toTarget(member), texts[index] ?? null)
      await delay(readEveryMs, undefined, { signal: stopped.signal }).catch(() => {})
    }
  }
  const watched = watch()
  return {
    inRealTime: async (work) => {
      count()
      speed = 1
      try {
        return await work()
      } finally {
        count()
        speed = cluster.time.speed
      }
    },
    stop: async () => {
      stopped.abort()
      await watched
      const found = firings(rules, timeline, 0, seconds)
      const raised = found.map(({ alert, since }) => `${alert} after ${since / 60} min`)
      return { minutes: Math.floor(seconds / 60), raised }
    },
  }
}

function toTarget({ kind, name }: Member): { readonly job: string; readonly instance: string } {
  return { job: kind === 'serve' ? 'ordersync-api' : 'ordersync-worker', instance: name }
}
