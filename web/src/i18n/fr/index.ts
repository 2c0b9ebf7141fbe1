import { common } from './common.ts'
import { orders } from './orders.ts'
import { problem } from './problem.ts'
import { session } from './session.ts'

/** The same in French. */
export const messages = { common, session, problem, orders } as const
