import type { AttemptRecord, NextDelivery } from '@/server/db/delivery/attempts';
import type { HttpAttempt } from '@/server/gateways/http-client';
import { traced } from '@/server/gateways/telemetry/traced';
import type { Span } from '@/server/gateways/telemetry/tracer';
import { openActiveSecrets } from '../../channel/keys/webhook-secrets';
import type { Platform } from '../../context';
import { getRetrySchedule } from './retry-schedules';
import { signAttempt } from './sign-attempt';

/** The limits of a response's stored body and headers. */
const KEPT_BODY_BYTES = 20_000;
const KEPT_HEADERS_CHARS = 8_000;

type Place = { orgId: string; channelId: string };

type Attempt = { delivery: NextDelivery; place: Place; url: string; signal: AbortSignal };

const SPAN = { name: 'delivery attempt', kind: 'client' } as const;

/**
 * Makes one signed attempt at `url` in the delivery's trace; null when the signal aborted it before its outcome was
 * known.
 */
export function attemptDelivery(platform: Platform, attempt: Attempt): Promise<AttemptRecord | null> {
  const { delivery, place, url } = attempt;
  const tracer = platform.tracer.from({ get: (name) => delivery.headers[name] ?? null });
  return traced({ ...platform, tracer }, SPAN, async (under, span) => {
    span.set('parley.org_id', place.orgId);
    span.set('parley.channel_id', place.channelId);
    span.set('parley.delivery_id', delivery.id);
    span.set('parley.attempt', delivery.attempts + 1);
    span.set('server.address', URL.canParse(url) ? new URL(url).host : '');
    const record = await send(under, attempt);
    describeOutcome(span, record);
    return record;
  });
}

function describeOutcome(span: Span, record: AttemptRecord | null): void {
  const { status = null, errorCode = 'given_up' } = record ?? {};
  if (status !== null) span.set('http.response.status_code', status);
  if (status === null || status < 200 || status > 299) span.fail(errorCode ?? `${status}`);
}

async function send(
  platform: Platform,
  { delivery, place, url, signal }: Attempt,
): Promise<AttemptRecord | null> {
  const startedAt = new Date(platform.clock.now());
  const begun = { url, startedAt, status: null, headers: null, body: null };
  const headers = makeHeaders(platform, delivery, place, startedAt);
  if (!headers)
    return { ...begun, durationMs: 0, errorCode: 'secret', error: 'The signing secret cannot be decrypted.' };
  const { timeoutMs } = getRetrySchedule(delivery.kind, delivery.webhookSchedule);
  const request = { method: 'POST', url, headers, body: delivery.body, timeoutMs, maxAttempts: 1 };
  const answer = await platform.http.sendForExcerpt(request, KEPT_BODY_BYTES, signal);
  if (signal.aborted && answer.type === 'error') return null;
  return { ...begun, ...toRecord(answer) };
}

function makeHeaders(
  platform: Platform,
  { id, kind, event, body, headers, secrets }: NextDelivery,
  place: Place,
  at: Date,
): Record<string, string> | null {
  try {
    const live = openActiveSecrets(platform, { ...place, kept: secrets }, at.getTime());
    const facts = { deliveryId: id, event, body, secrets: live, at };
    const stored = { ...headers, ...platform.tracer.headers };
    return signAttempt(facts, { sign: platform.signers[kind], stored });
  } catch (err) {
    platform.log.error({ err, orgId: place.orgId, channelId: place.channelId }, 'webhook not signed');
    return null;
  }
}

type Answered = Pick<AttemptRecord, 'durationMs' | 'errorCode' | 'error'> & Partial<AttemptRecord>;

function toRecord(answer: HttpAttempt): Answered {
  if (answer.type === 'error') {
    const { code, message, durationMs } = answer.error;
    return { durationMs, errorCode: code, error: toKept(message) };
  }
  const { status, headers, body, durationMs } = answer.result;
  const kept = { status, headers: keepHeaders(headers), body: toKept(String(body)) };
  return { ...kept, durationMs, errorCode: null, error: null };
}

function keepHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  let room = KEPT_HEADERS_CHARS;
  const kept = Object.entries(headers).filter(([name, value]) => {
    room -= name.length + value.length;
    return room >= 0;
  });
  return Object.fromEntries(kept);
}

// PostgreSQL text cannot contain NUL.
function toKept(text: string): string {
  return text.replaceAll('\0', '\uFFFD');
}
