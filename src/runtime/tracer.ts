/** What a span says besides its name. Ids, names and counts: never a document, a value of a statement or a token. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>

/** A piece of work that is being measured. */
export interface OpenSpan {
  /** Spans that are begun meanwhile are its parts. */
  within<T>(work: () => T): T
  note(attributes: SpanAttributes): void
  /** With an error, it failed. */
  end(error?: unknown): void
}

/** Where the time goes, as OpenTelemetry shows it. */
export interface Tracer {
  begin(name: string, attributes: SpanAttributes): OpenSpan
  /** Measures `work` and answers its answer. */
  trace<T>(name: string, attributes: SpanAttributes, work: (span: OpenSpan) => Promise<T>): Promise<T>
  /** The same if it is part of something that is measured, and nothing otherwise. */
  tracePart<T>(name: string, attributes: SpanAttributes, work: () => Promise<T>): Promise<T>
}

const noSpan: OpenSpan = { within: (work) => work(), note: () => {}, end: () => {} }

/** Measures nothing, and costs nothing. */
export const noTracer: Tracer = {
  begin: () => noSpan,
  trace: (_name, _attributes, work) => work(noSpan),
  tracePart: (_name, _attributes, work) => work(),
}

/** Measures as soon as the tracer is there, and nothing until then. One that cannot be had costs spans, never work. */
export function tracerOnceOpen(opening: Promise<Tracer>): Tracer {
  let tracer = noTracer
  opening.then(
    (opened) => {
      tracer = opened
    },
    () => {},
  )
  return {
    begin: (name, attributes) => tracer.begin(name, attributes),
    trace: (name, attributes, work) => tracer.trace(name, attributes, work),
    tracePart: (name, attributes, work) => tracer.tracePart(name, attributes, work),
  }
}
