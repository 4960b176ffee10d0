import { recordRefusedScope } from '@/server/services/audit/record-refused-scope';
import type { Platform } from '@/server/services/context';
import { isDatabaseAway } from '@/server/shared/database-away';
import { type DomainError, domainError, isDomainError } from '@/server/shared/errors';
import type { JsonAnswer } from './answer';
import { type Exchange, toOrigin } from './exchange';
import type { Surface } from './surface';

const RETRY_AFTER_MS = 1_000;

/** Turns whatever was thrown into the API's answer; what nobody expected is logged once and shown without its message. */
export async function answerFailure(
  platform: Platform,
  surface: Surface,
  exchange: Exchange,
  thrown: unknown,
): Promise<JsonAnswer> {
  const error = isDomainError(thrown) ? thrown : unexpected(platform, surface, exchange, thrown);
  await noteRefusal(platform, surface, exchange, error);
  const answer = surface.renderFailure(error, exchange.id, exchange.method);
  return { ...answer, headers: Object.assign(headersOf(error), answer.headers) };
}

async function noteRefusal(
  platform: Platform,
  { name: api }: Surface,
  exchange: Exchange,
  { problem }: DomainError,
): Promise<void> {
  const { id: requestId, method, pattern: path, actor } = exchange;
  if (problem.code !== 'permission_denied' || !actor) return;
  const { scope } = problem.details;
  const acting = { ...platform, requestId, origin: toOrigin(exchange) };
  await recordRefusedScope(acting, actor, { api, method, path, scope });
}

function unexpected({ log }: Platform, { name }: Surface, exchange: Exchange, thrown: unknown): DomainError {
  const { id: requestId, method, pattern: path, actor } = exchange;
  const sessionId = exchange.sessionId ?? undefined;
  const what = { err: thrown, api: name, method, path, requestId, orgId: actor?.orgId, sessionId };
  if (isDatabaseAway(thrown)) {
    log.warn(what, 'the database could not be reached');
    return domainError('overloaded', { retryAfterMs: RETRY_AFTER_MS });
  }
  log.error(what, 'request failed');
  return domainError('internal', {});
}

/** Headers that HTTP itself asks for, whatever the API. */
function headersOf({ problem }: DomainError): Record<string, string> {
  switch (problem.code) {
    case 'credential_missing':
    case 'credential_invalid':
      return { 'WWW-Authenticate': 'Bearer' };
    case 'method_not_allowed':
      return { Allow: problem.details.allowed.join(', ') };
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
