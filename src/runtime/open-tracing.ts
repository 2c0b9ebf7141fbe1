import { AsyncLocalStorage } from 'node:async_hooks'
import type { Span } from '@opentelemetry/api'
import { noTracer, type OpenSpan, type Tracer } from './tracer.ts'

export interface Tracing {
  readonly tracer: Tracer
  /** Sends what has not been sent yet. */
  close(): Promise<void>
}

export interface TracingOptions {
  /** The base address of an OTLP collector, such as http://127.0.0.1:4318; null: nothing is traced, nothing is loaded. */
  readonly endpoint: string | null
  /** `ordersync-api` or `ordersync-worker`. */
  readonly serviceName: string
  readonly version: string
}

/** Sends spans in batches by OTLP over HTTP. A collector that does not answer costs spans, never work. */
export async function openTracing(options: TracingOptions): Promise<Tracing> {
  const { endpoint, serviceName, version } = options
  if (endpoint === null) return { tracer: noTracer, close: async () => {} }
  const [api, sdk, exporter, resources] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ])
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`
  const provider = new sdk.TracerProvider({
    resource: resources.resourceFromAttributes({ 'service.name': serviceName, 'service.version': version }),
    spanProcessors: [
      new sdk.BatchSpanProcessor({
        exporter: new exporter.OTLPTraceExporter({ url, timeoutMillis: 5000 }),
        exportTimeoutMillis: 5000,
      }),
    ],
  })
  const spans = provider.getTracer('ordersync', version)
  const present = new AsyncLocalStorage<Span>()

  const begin: Tracer['begin'] = (name, attributes) => {
    const parent = present.getStore()
    const context = parent === undefined ? api.ROOT_CONTEXT : api.trace.setSpan(api.ROOT_CONTEXT, parent)
    const span = spans.startSpan(name, { attributes: { ...attributes } }, context)
    return {
      within: (work) => present.run(span, work),
      note: (more) => void span.setAttributes({ ...more }),
      end: (error) => {
        if (error !== undefined) {
          span.setAttribute('error.type', error instanceof Error ? error.name : 'Error')
          span.setStatus({ code: api.SpanStatusCode.ERROR })
        }
        span.end()
      },
    }
  }
  const trace: Tracer['trace'] = (name, attributes, work) => measure(begin(name, attributes), work)
  return {
    tracer: {
      begin,
      trace,
      tracePart: (name, attributes, work) =>
        present.getStore() === undefined ? work() : trace(name, attributes, work),
    },
    close: () => provider.shutdown().catch(() => {}),
  }
}

async function measure<T>(span: OpenSpan, work: (span: OpenSpan) => Promise<T>): Promise<T> {
  try {
    const answer = await span.within(() => work(span))
    span.end()
    return answer
  } catch (error) {
    span.end(error ?? new Error('failed'))
    throw error
  }
}
