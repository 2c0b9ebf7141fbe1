import { once } from 'node:events'
import { PassThrough } from 'node:stream'

/** The reader of a stream did not read for too long. */
export class ReaderTooSlow extends Error {
  override readonly name = 'ReaderTooSlow'
}

export interface ServerEvent {
  readonly id?: string
  readonly event?: string
  readonly data?: unknown
}

/**
 * Server-sent events, as fast as the reader reads: `send` waits until the event before has left our hands, so that no
 * more than one piece waits in memory. Source: https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export class EventStream {
  readonly readable = new PassThrough()
  /** Aborts when the reader went away or the stream ended. */
  readonly closed: AbortSignal
  readonly #patienceMs: number

  constructor(patienceMs: number) {
    this.#patienceMs = patienceMs
    const closed = new AbortController()
    this.closed = closed.signal
    this.readable.on('error', () => {})
    this.readable.once('close', () => closed.abort())
  }

  /** Throws ReaderTooSlow when the reader does not take it in time; quiet when the reader is gone. */
  async send({ id, event, data }: ServerEvent): Promise<void> {
    const lines = [
      ...(id === undefined ? [] : [`id: ${id}`]),
      ...(event === undefined ? [] : [`event: ${event}`]),
      ...(data === undefined ? [] : [`data: ${JSON.stringify(data)}`]),
    ]
    await this.#write(`${lines.join('\n')}\n\n`)
  }

  /** A line that readers ignore and proxies take for life. */
  async comment(text: string): Promise<void> {
    await this.#write(`: ${text}\n\n`)
  }

  /** How long a reader that lost us waits before it comes back. */
  async askForReconnect(afterMs: number): Promise<void> {
    await this.#write(`retry: ${afterMs}\n\n`)
  }

  /** The last event. A reader that does not take it in time is cut off. */
  end(last: ServerEvent): void {
    if (this.closed.aborted) return
    this.readable.end(`event: ${last.event}\ndata: ${JSON.stringify(last.data)}\n\n`)
    const cut = setTimeout(() => this.readable.destroy(), this.#patienceMs).unref()
    this.readable.once('close', () => clearTimeout(cut))
  }

  async #write(text: string): Promise<void> {
    if (this.closed.aborted || this.readable.write(text)) return
    const patience = AbortSignal.timeout(this.#patienceMs)
    await once(this.readable, 'drain', { signal: AbortSignal.any([patience, this.closed]) }).catch(() => {
      if (!this.closed.aborted) throw new ReaderTooSlow()
    })
  }
}
