import type { Database } from '../../store/database.ts'
import { countEmptyBuckets, readStuckWork } from '../../store/diagnosis.ts'
import { readFleetFigures } from '../../store/fleet-figures.ts'
import { readWebhookFigures } from '../../store/webhook-figures.ts'
import { type Finding, ok, problem, warning } from './finding.ts'

/** What does not move, or waits for a person. */
export async function checkWork(db: Database): Promise<readonly Finding[]> {
  const [fleet, stuck, buckets, webhooks] = await Promise.all([
    readFleetFigures(db),
    readStuckWork(db),
    countEmptyBuckets(db),
    readWebhookFigures(db),
  ])
  const found = [
    fleet.applicationsRefused > 0 &&
      problem(
        'work',
        'Amazon refuses the application: nobody is synced until AMAZON_CLIENT_SECRET is right.',
      ),
    fleet.late > 0 &&
      problem(
        'work',
        `${fleet.late} of ${fleet.connections} connections have been due for more than ten minutes: start a worker, or more of them.`,
      ),
    stuck.waitingJobs > 0 &&
      stuck.oldestJobSeconds > 300 &&
      problem(
        'queue',
        `${stuck.waitingJobs} jobs wait in the queue, the oldest for ${Math.round(stuck.oldestJobSeconds / 60)} minutes: start a worker, or more of them.`,
      ),
    stuck.openRuns > 0 &&
      warning(
        'work',
        `${stuck.openRuns} runs have been open for more than an hour, the oldest for ${stuck.oldestRunMinutes} minutes: a running worker closes those whose process is gone; "ordersync runs" shows them.`,
      ),
    fleet.failing > 0 &&
      warning(
        'work',
        `${fleet.failing} connections fail and back off by themselves: "ordersync status" says why.`,
      ),
    fleet.reauthorizationRequired > 0 &&
      warning(
        'work',
        `${fleet.reauthorizationRequired} sellers have to connect Amazon again: "ordersync status" has their names.`,
      ),
    fleet.quarantined > 0 &&
      warning(
        'work',
        `${fleet.quarantined} orders could not be read: "ordersync quarantine list" says why; upgrade, then "ordersync quarantine replay".`,
      ),
    fleet.buyersOverdue > 0 &&
      problem(
        'work',
        `Buyer data of ${fleet.buyersOverdue} orders is kept longer than it may be: start a worker, which erases it.`,
      ),
    webhooks.dead + webhooks.disabled > 0 &&
      warning(
        'work',
        `${webhooks.dead} deliveries were given up and ${webhooks.disabled} webhooks are off: "ordersync webhook list" has them.`,
      ),
  ].filter((finding) => finding !== false)
  return [...found, ...(found.length === 0 ? [ok('work', describeWork(fleet))] : []), quotas(buckets)]
}

function describeWork({ connections, due }: { connections: number; due: number }): string {
  return `Nothing is stuck: ${connections} connections, ${due} due now.`
}

function quotas({ blocked, total }: { blocked: number; total: number }): Finding {
  return total > 0 && blocked > total / 2
    ? warning(
        'quotas',
        `Amazon has refused calls for quota on ${blocked} of ${total} buckets just now: does another program use the same application?`,
      )
    : ok('quotas', `${blocked} of ${total} buckets at Amazon are blocked by a 429 now.`)
}
