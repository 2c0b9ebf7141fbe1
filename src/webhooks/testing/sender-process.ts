import { systemClock } from '../../runtime/clock.ts'
import { environmentKeyProvider } from '../../runtime/key-provider.ts'
import { createLog } from '../../runtime/log.ts'
import { systemRandom } from '../../runtime/random.ts'
import { openDatabase } from '../../store/database.ts'
import { createVault } from '../../store/vault.ts'
import { createPoster } from '../post.ts'
import { WebhookSender } from '../webhook-sender.ts'

/** A worker's share of sending in a process of its own, to be killed. */
const log = createLog('warn')
const db = openDatabase(
  { connectionString: process.env.DATABASE_URL ?? '', applicationName: 'sender', maxConnections: 4 },
  log,
)
const vault = createVault(db, environmentKeyProvider(process.env.MASTER_KEY ?? ''))
const poster = createPoster({ userAgent: 'Ordersync/test', allowPrivate: true })
const sender = new WebhookSender(
  { db, vault, clock: systemClock, random: systemRandom, poster, onAttempt: () => {} },
  log,
)
while (true) {
  await sender.tick()
  await systemClock.sleep(100)
}
