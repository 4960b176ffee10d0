import type { CountResponse } from '@/server/gateways/telemetry/meters';
import type { Span, Tracer } from '@/server/gateways/telemetry/tracer';
import type { RequestContext } from './request-context';

/** Begins the span of a request, in its caller's trace where the caller names one. */
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

const FAILED = 500;

/** Counts an answered request and ends its span. */
export function endRequest(context: RequestContext, count: CountResponse, status: number): void {
  const { span, actor, sessionId } = context;
  count(context.method, status, performance.now() - context.begunAt);
  span.set('http.response.status_code', status);
  span.set('parley.request_id', context.id);
  if (actor) span.set('parley.org_id', actor.orgId);
  if (sessionId) span.set('parley.session_id', sessionId);
  if (status >= FAILED) span.fail(`${status}`);
  span.end();
}
