/**
 * The run that is writing is no longer the one that holds its lane: another process took over. Its work is dropped
 * quietly; what it had committed stays.
 */
export class StaleRunError extends Error {
  override readonly name = 'StaleRunError'
  readonly runId: string

  constructor(runId: string) {
    super(`Run ${runId} no longer holds its lane: another run took over.`)
    this.runId = runId
  }
}

/** The session that held a lane's lock has ended: another process may hold the lane now. */
export class LockLostError extends Error {
  override readonly name = 'LockLostError'

  constructor() {
    super('The lock of this lane was lost.')
  }
}
