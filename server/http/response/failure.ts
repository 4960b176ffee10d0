import { recordRefusedScope } from '@/server/services/audit/record-refused-scope';
import type { Platform } from '@/server/services/context';
import { isDatabaseUnavailable } from '@/server/shared/database-unavailable';
import { type DomainError, domainError, isDomainError } from '@/server/shared/errors';
import { type RequestContext, toOrigin } from '../routing/request-context';
import type { Surface } from '../routing/surface';
import type { JsonResponse } from './response';

const RETRY_AFTER_MS = 1_000;

/** Renders a thrown value as the API's response. Unexpected errors are logged once and shown without their message. */
export async function toFailureResponse(
  platform: Platform,
  surface: Surface,
  context: RequestContext,
  thrown: unknown,
): Promise<JsonResponse> {
  const error = isDomainError(thrown) ? thrown : unexpected(platform, surface, context, thrown);
  await noteRefusal(platform, surface, context, error);
  const answer = surface.renderFailure(error, context.id, context.method);
  return { ...answer, headers: Object.assign(headersOf(error), answer.headers) };
}

async function noteRefusal(
  platform: Platform,
  { name: api }: Surface,
  context: RequestContext,
  { problem }: DomainError,
): Promise<void> {
  const { id: requestId, method, pattern: path, actor } = context;
  if (problem.code !== 'permission_denied' || !actor) return;
  const { scope } = problem.details;
  const ctx = { ...platform, requestId, origin: toOrigin(context) };
  await recordRefusedScope(ctx, actor, { api, method, path, scope });
}

function unexpected(
  { log }: Platform,
  { name }: Surface,
  context: RequestContext,
  thrown: unknown,
): DomainError {
  const { id: requestId, method, pattern: path, actor } = context;
  const sessionId = context.sessionId ?? undefined;
  const what = { err: thrown, api: name, method, path, requestId, orgId: actor?.orgId, sessionId };
  if (isDatabaseUnavailable(thrown)) {
    log.warn(what, 'database unavailable');
    return domainError('overloaded', { retryAfterMs: RETRY_AFTER_MS });
  }
  log.error(what, 'request failed');
  return domainError('internal', {});
}

/** Headers that HTTP requires, whatever the API. */
function headersOf({ problem }: DomainError): Record<string, string> {
  switch (problem.code) {
    case 'credential_missing':
    case 'credential_invalid':
      return { 'WWW-Authenticate': 'Bearer' };
    case 'method_not_allowed':
      return { Allow: problem.details.allowed.join(', ') };
    case 'unsupported_encoding':
      return { 'Accept-Encoding': problem.details.accepted.join(', ') };
    case 'rate_limited':
    case 'overloaded':
    case 'idempotency_running':
      return { 'Retry-After': String(Math.max(1, Math.ceil(problem.details.retryAfterMs / 1_000))) };
    case 'body_too_slow':
      return { Connection: 'close' };
    case 'inbox_full':
      return { 'Retry-After': '1' };
    default:
      return {};
  }
}
