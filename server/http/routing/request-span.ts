import type { Span, Tracer } from '@/server/gateways/telemetry/tracer';

/** Starts the span of a request, within the client's trace if it names one. */
export function beginRequestSpan(
  tracer: Tracer,
  { method, headers }: Pick<Request, 'method' | 'headers'>,
  pattern: string,
): Span {
  const span = tracer.from(headers).start(`${method} ${pattern}`, 'server');
  span.set('http.request.method', method);
  span.set('http.route', pattern);
  return span;
}
