import type { CountResponse } from '@/server/gateways/telemetry/meters';
import type { RequestContext } from './request-context';

const FAILED = 500;

/** Counts an answered request, and ends its span. */
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
