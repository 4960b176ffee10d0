import type { Platform } from '@/server/services/context';
import { isUuid } from '@/server/shared/ids';
import type { RequestContext } from './request-context';

/** Logs one line for a request, without body, query or secrets. */
export function logAccess(
  { log, clock }: Platform,
  api: string,
  context: RequestContext,
  status: number,
): void {
  const { id, method, pattern, startedAt, actor, sessionId } = context;
  log.info(
    {
      api,
      method,
      path: pattern,
      status,
      ms: clock.now() - startedAt,
      requestId: id,
      orgId: actor?.orgId,
      sessionId: sessionId && isUuid(sessionId) ? sessionId : undefined,
      keyId: actor?.type === 'apiKey' ? actor.keyId : undefined,
    },
    'request',
  );
}

const FAILED = 500;

/** Records a request of an API key for its owner, and counts it. */
export function recordRequest(
  { requests, metrics, clock }: Platform,
  api: string,
  context: RequestContext,
  status: number,
): void {
  const { id: requestId, isOwnId, method, path, startedAt, actor, sessionId } = context;
  if (!actor) return;
  const durationMs = clock.now() - startedAt;
  metrics.time(actor.orgId, 'requests', durationMs);
  if (status >= FAILED) metrics.count(actor.orgId, 'errors');
  if (actor.type !== 'apiKey') return;
  const { orgId, keyId } = actor;
  requests.record({
    orgId,
    keyId,
    at: startedAt,
    api,
    method,
    path,
    status,
    durationMs,
    requestId,
    isOwnId,
    sessionId,
  });
}
