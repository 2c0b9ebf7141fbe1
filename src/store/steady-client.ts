import pg from 'pg'

/**
 * A connection whose loss is never an unhandled event, which would end the process. A pool listens while a connection is
 * idle and its borrower while he has it; between the two is a moment in which a server that shuts down may say goodbye.
 * Whoever uses the connection is told by its queries, which fail.
 */
export class SteadyClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config)
    this.on('error', () => {})
  }
}
