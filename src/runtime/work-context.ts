import { AsyncLocalStorage } from 'node:async_hooks'

/** What the work at hand is part of: written into every line of the log that it causes, however deep down. */
export interface WorkContext {
  readonly requestId?: string
  readonly tenantId?: string
  readonly connectionId?: string
  readonly lane?: string
  readonly runId?: string
}

const storage = new AsyncLocalStorage<WorkContext>()

/** Of the code that asks. Empty when nobody said. */
export function presentWork(): WorkContext {
  return storage.getStore() ?? {}
}

/** Runs `work`, and everything that it starts, as part of this, too. */
export function asPartOf<T>(context: WorkContext, work: () => T): T {
  return storage.run({ ...storage.getStore(), ...context }, work)
}
