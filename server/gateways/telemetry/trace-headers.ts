import type { HeaderReader } from './tracer';

/** A position in a trace, as W3C Trace Context writes it in headers. */
export type TracePlace = { traceId: string; spanId: string; traceFlags: number; traceState: string | null };

const PARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const ZEROS = /^0+$/;
const MAX_STATE_LENGTH = 512;

/** Parses `traceparent` and `tracestate`; null when missing or malformed. */
export function parseTraceHeaders(headers: HeaderReader): TracePlace | null {
  const [, version, traceId = '', spanId = '', flags = '', more] =
    PARENT.exec(headers.get('traceparent')?.trim() ?? '') ?? [];
  if (version === undefined || version === 'ff' || (version === '00' && more !== undefined)) return null;
  if (ZEROS.test(traceId) || ZEROS.test(spanId)) return null;
  const state = headers.get('tracestate')?.trim() || null;
  const traceState = state && state.length <= MAX_STATE_LENGTH ? state : null;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16), traceState };
}

/** Formats a position as headers. */
export function formatTraceHeaders({
  traceId,
  spanId,
  traceFlags,
  traceState,
}: TracePlace): Record<string, string> {
  const flags = traceFlags.toString(16).padStart(2, '0');
  return {
    traceparent: `00-${traceId}-${spanId}-${flags}`,
    ...(traceState && { tracestate: traceState }),
  };
}
