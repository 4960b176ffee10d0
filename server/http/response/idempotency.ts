import { createHash } from 'node:crypto';
import type { Actor, ServiceContext } from '@/server/services/context';
import { type Claim, claimRequest } from '@/server/services/idempotency/claim-request';
import { completeRequest } from '@/server/services/idempotency/complete-request';
import { toCreatedId } from '@/server/services/idempotency/create-once';
import { LEASE_MS } from '@/server/services/idempotency/lease';
import { enqueueDelete, enqueueReopen } from '@/server/services/idempotency/release-request';
import { renewRequest } from '@/server/services/idempotency/renew-request';
import { domainError } from '@/server/shared/errors';
import type { AppliedInput } from '../routing/endpoint';
import type { RequestContext } from '../routing/request-context';
import { type EndpointResponse, type RenderedResponse, renderResponse } from './response';

const MAX_KEY_LENGTH = 255;
const VISIBLE = /^[\x21-\x7e]+$/;
const RETRY_AFTER_MS = 1_000;
const NOT_KEPT = new Set([401, 403, 408, 429]);

/** The Idempotency-Key of a POST; throws idempotency_key_invalid for an unusable one. */
export function idempotencyKeyOf({ method, request }: RequestContext, actor: Actor): string | null {
  if (method !== 'POST') return null;
  const key = request.headers.get('idempotency-key');
  if (key === null) return null;
  if (key.length <= MAX_KEY_LENGTH && VISIBLE.test(key)) return withinCaller(actor, key);
  throw domainError('idempotency_key_invalid', { maxLength: MAX_KEY_LENGTH });
}

// Visitors share no secret, so one must not receive the stored response of another.
function withinCaller(actor: Actor, key: string): string | null {
  if (actor.type !== 'visitor') return key;
  return actor.threadId === null ? null : `visitor:${actor.threadId}:${key}`;
}

type Keyed = { context: RequestContext; idempotencyKey: string; bytes: Uint8Array };
/** State left by earlier attempts: the input that one of them applied, or the id of what one may have created. */
type Attempt = { applied: AppliedInput | null; madeId?: (() => string) | undefined };
type Run = (tried: Attempt) => Promise<EndpointResponse>;

/**
 * Runs the request once and answers every repeat with the same bytes; throws idempotency_mismatch or
 * idempotency_running.
 */
export async function respondOnce(
  ctx: ServiceContext,
  keyed: Keyed,
  run: Run,
): Promise<EndpointResponse | RenderedResponse> {
  const key = keyed.idempotencyKey;
  const hash = hashOf(keyed);
  const claim = await claimRequest(ctx, { key, hash });
  if (claim.kind === 'mismatch') throw domainError('idempotency_mismatch', {});
  if (claim.kind === 'running') throw domainError('idempotency_running', { retryAfterMs: RETRY_AFTER_MS });
  if (claim.kind === 'done') return replay(keyed.context, claim.answer);
  const answer = await whileRenewing(ctx, key, () => run(toTry(ctx, key, claim)));
  return keep(ctx, keyed, { hash, claimId: claim.claimId }, answer);
}

function toTry({ actor }: ServiceContext, key: string, claim: Extract<Claim, { claimId: string }>): Attempt {
  if (claim.kind === 'applied') return { applied: claim };
  return { applied: null, madeId: () => toCreatedId({ orgId: actor.orgId, key, begunAt: claim.begunAt }) };
}

async function whileRenewing(
  ctx: ServiceContext,
  key: string,
  run: () => Promise<EndpointResponse>,
): Promise<EndpointResponse> {
  const renewal = setInterval(() => renew(ctx, key), LEASE_MS / 3);
  try {
    return await run();
  } finally {
    clearInterval(renewal);
  }
}

async function keep(
  ctx: ServiceContext,
  keyed: Keyed,
  { hash, claimId }: { hash: Buffer; claimId: string },
  answer: EndpointResponse,
): Promise<EndpointResponse | RenderedResponse> {
  const key = keyed.idempotencyKey;
  if (!isKept(answer)) {
    // After a failure the outcome is unknown, and before a refusal an earlier attempt may have had one.
    const release = answer.status < 400 ? enqueueDelete : enqueueReopen;
    await release(ctx, { key, claimId });
    return answer;
  }
  const mine = renderResponse(answer);
  const kept = await completeRequest(ctx, { key, hash, answer: mine });
  return kept === mine ? mine : replay(keyed.context, kept);
}

/** Final outcomes: successes, and refusals that a repeat would get again. */
function isKept(answer: EndpointResponse): answer is Extract<EndpointResponse, { body: object }> {
  return 'body' in answer && answer.keep !== false && answer.status < 500 && !NOT_KEPT.has(answer.status);
}

function replay(context: RequestContext, answer: RenderedResponse): RenderedResponse {
  context.headers['Idempotency-Replayed'] = 'true';
  return answer;
}

function renew(ctx: ServiceContext, key: string): void {
  renewRequest(ctx, { key }).catch((err: unknown) =>
    ctx.log.warn({ err, requestId: ctx.requestId, orgId: ctx.actor.orgId }, 'idempotency lease not renewed'),
  );
}

function hashOf({ context: { method, path, request }, bytes }: Keyed): Buffer {
  const at = request.url.indexOf('?');
  const query = at === -1 ? '' : request.url.slice(at);
  return createHash('sha256').update(`${method} ${path}${query}\n`).update(bytes).digest();
}
