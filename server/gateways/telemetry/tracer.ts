/** The kind of a span: handling a request, internal work, or an outgoing call. */
export type SpanKind = 'server' | 'internal' | 'client';

/** Anything that reads headers by name. */
export type HeaderReader = { get(name: string): string | null };

/** Starts spans below one position of a trace; the process's own tracer starts new traces. */
export type Tracer = {
  start(name: string, kind: SpanKind): Span;
  /** Continues the trace named by `traceparent` (W3C Trace Context), or starts new ones. */
  from(headers: HeaderReader): Tracer;
  /** The headers that pass this position on: `traceparent` and, if present, `tracestate`. */
  headers: Readonly<Record<string, string>>;
};

/** One timed operation. It never holds messages, variables, keys or secrets. */
export type Span = {
  /** Starts child spans. */
  tracer: Tracer;
  set(name: string, value: string | number): void;
  /** Marks it as failed; `reason` is one of our codes. */
  fail(reason: string): void;
  end(): void;
};

const ignore = (): void => undefined;

/** A tracer that records nothing. */
export const NO_TRACER: Tracer = { start: () => NO_SPAN, from: () => NO_TRACER, headers: {} };

/** A span that records nothing. */
export const NO_SPAN: Span = { tracer: NO_TRACER, set: ignore, fail: ignore, end: ignore };
