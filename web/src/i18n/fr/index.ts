import { common } from './common.ts'
import { fleet } from './fleet.ts'
import { orders } from './orders.ts'
import { problem } from './problem.ts'
import { session } from './session.ts'
import { sync } from './sync.ts'
import { tenant } from './tenant.ts'

/** The same in French. */
export const messages = { common, session, problem, orders, sync, fleet, tenant } as const
