import { audit } from './audit.ts'
import { common } from './common.ts'
import { connect } from './connect.ts'
import { fleet } from './fleet.ts'
import { keys } from './keys.ts'
import { orders } from './orders.ts'
import { problem } from './problem.ts'
import { session } from './session.ts'
import { sync } from './sync.ts'
import { tenant } from './tenant.ts'
import { tour } from './tour.ts'
import { webhooks } from './webhooks.ts'

/** The same in French. */
export const messages = {
  common,
  session,
  problem,
  orders,
  sync,
  fleet,
  tenant,
  connect,
  webhooks,
  keys,
  audit,
  tour,
} as const
