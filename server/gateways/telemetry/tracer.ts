/** What a span is in its trace: the answer to a caller, work within the process, or a call to somebody else. */
export type SpanKind = 'server' | 'internal' | 'client';

/** Headers, however they are kept. */
export type HeaderReader = { get(name: string): string | null };

/** Starts spans under one place of a trace; the process's own starts new traces. */
export type Tracer = {
  start(name: string, kind: SpanKind): Span;
  /** Goes on with the trace that `traceparent` names (W3C Trace Context); begins new ones where it names none. */
  from(headers: HeaderReader): Tracer;
  /** What tells others of this place in the trace: `traceparent` and, where there is one, `tracestate`. */
  headers: Readonly<Record<string, string>>;
};

/** One thing that took time. Never given what people said, variables, keys or secrets. */
export type Span = {
  /** Starts spans under this one. */
  tracer: Tracer;
  set(name: string, value: string | number): void;
  /** Marks it as failed; `reason` is a code of ours. */
  fail(reason: string): void;
  end(): void;
};

const ignore = (): void => undefined;

/** The tracer of a process that traces nothing: every call ends at once and makes nothing. */
export const NO_TRACER: Tracer = { start: () => NO_SPAN, from: () => NO_TRACER, headers: {} };

/** The span of a process that traces nothing. */
export const NO_SPAN: Span = { tracer: NO_TRACER, set: ignore, fail: ignore, end: ignore };
