import { common } from './common.ts'
import { orders } from './orders.ts'
import { problem } from './problem.ts'
import { session } from './session.ts'

/** Every text of the dashboard, by page. English says which texts there are. */
export const messages = { common, session, problem, orders } as const
