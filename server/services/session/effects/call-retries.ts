/*
 * call/sent-once: a POST or PATCH that the server may have received is repeated only if its author allows it, or if the
 *   server answers that it did not process it.
 * call/retry-after: the pause that a server asks for is kept; a call is not repeated for one of more than five minutes.
 */
import type { HttpRequest } from '@/server/engine/protocol';
import type { HttpAttempt } from '@/server/gateways/http-client';
import { parseRetryAfterValue } from '../../delivery/sending/parse-retry-after';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 8_000;
const LONGEST_RETRY_AFTER_MS = 300_000;

const NOT_IDEMPOTENT: ReadonlySet<string> = new Set(['POST', 'PATCH']);
/** Request Timeout, Too Early, Too Many Requests, Service Unavailable: the request was not processed. */
const NOT_PROCESSED: ReadonlySet<number> = new Set([408, 425, 429, 503]);
const TRANSIENT_ERRORS: ReadonlySet<string> = new Set(['timeout', 'network']);

/** The pause in milliseconds after failed attempt number `attempts`; null if the call is not repeated. */
export function findRetryPause(
  attempt: HttpAttempt,
  request: HttpRequest,
  { attempts, now }: { attempts: number; now: number },
): number | null {
  if (attempts >= request.maxAttempts || !mayRepeat(attempt, request)) return null;
  const backoffMs = Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS);
  const headers = attempt.type === 'result' ? attempt.result.headers : {};
  const askedMs = parseRetryAfterValue(headers['retry-after'], now) ?? 0;
  return askedMs > LONGEST_RETRY_AFTER_MS ? null : Math.max(backoffMs, askedMs);
}

function mayRepeat(attempt: HttpAttempt, { method, repeats = false }: HttpRequest): boolean {
  const isSafe = repeats || !NOT_IDEMPOTENT.has(method);
  if (attempt.type === 'error') return TRANSIENT_ERRORS.has(attempt.error.code) && (isSafe || !attempt.sent);
  const { status } = attempt.result;
  return NOT_PROCESSED.has(status) || (status >= 500 && isSafe);
}
