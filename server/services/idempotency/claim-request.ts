import {
  claimAppliedRecord,
  claimIdempotencyRecord,
  findIdempotencyRecord,
  type IdempotencyRow,
  type StoredAnswer,
} from '@/server/db/idempotency-record/store';
import type { ServiceContext } from '../context';
import { fingerprintCaller } from './fingerprint-caller';
import { leaseFrom } from './lease';
import { reopenRequest } from './release-request';

/*
 * Gives one outcome per (organization, key).
 *
 * idempotency/one-at-a-time: at most one request runs under a key, as long as it renews its lease.
 * idempotency/applied-once: a request that took effect never runs again: its turn marked the record in its own
 *   commit, and a repeat rebuilds the answer.
 * idempotency/first-answer: the first stored answer is the answer of every repeat, byte for byte.
 * idempotency/own-claim-only: a claim without effect is released by its own id, never another claim of the same key,
 *   however late.
 * idempotency/same-permissions: a repeat is answered only to a caller with the same permissions: the same key, or one
 *   with the same scopes for the same channel. For others it is a mismatch.
 * idempotency/same-id-on-retry: a request that runs again knows when its first attempt began, and so the id of what
 *   that one may have created (create-once.ts); a record is deleted only when nothing can have been created.
 */

const KEPT_MS = 24 * 3_600_000;
const ATTEMPTS = 5;

/** The result of claiming a key. */
export type Claim =
  | { kind: 'claimed'; claimId: string; begunAt: Date }
  | { kind: 'mismatch' }
  | { kind: 'running' }
  | { kind: 'applied'; claimId: string; sessionId: string; inputId: string }
  | { kind: 'done'; answer: StoredAnswer };

type ClaimInput = { key: string; hash: Buffer };

/** Claims the key for this request, or returns the state of the earlier request; a record lives 24 h. */
export async function claimRequest(ctx: ServiceContext, { key, hash }: ClaimInput): Promise<Claim> {
  const claimId = ctx.ids.uuid(ctx.clock.now());
  try {
    return await claim(ctx, { key, hash, claimId });
  } catch (error) {
    // The claim may have been stored although its result was lost.
    ctx.deferredWrites.defer(() => reopenRequest(ctx, { key, claimId }));
    throw error;
  }
}

type NamedClaim = ClaimInput & { claimId: string };

async function claim(ctx: ServiceContext, { key, hash, claimId }: NamedClaim): Promise<Claim> {
  const { db, actor, clock } = ctx;
  const caller = fingerprintCaller(actor);
  // The record may vanish between the two statements when the other request releases it.
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const at = clock.now();
    const times = { now: new Date(at), leaseUntil: leaseFrom(at), expiresAt: new Date(at + KEPT_MS) };
    const record = { orgId: actor.orgId, key, hash, caller, claimId, ...times };
    const begunAt = await claimIdempotencyRecord(db, record);
    if (begunAt) return { kind: 'claimed', claimId, begunAt };
    const row = await findIdempotencyRecord(db, { orgId: actor.orgId, key });
    if (row) return judge(ctx, { key, hash, claimId }, row);
  }
  return { kind: 'running' };
}

async function judge(
  ctx: ServiceContext,
  { key, hash, claimId }: NamedClaim,
  row: IdempotencyRow,
): Promise<Claim> {
  if (!hash.equals(row.requestHash)) return { kind: 'mismatch' };
  if (row.caller !== null && row.caller !== fingerprintCaller(ctx.actor)) return { kind: 'mismatch' };
  if (row.response) return { kind: 'done', answer: row.response };
  const { sessionId, inputId } = row;
  if (sessionId === null || inputId === null) return { kind: 'running' };
  const at = ctx.clock.now();
  const lease = { orgId: ctx.actor.orgId, key, now: new Date(at), leaseUntil: leaseFrom(at) };
  return (await claimAppliedRecord(ctx.db, lease))
    ? { kind: 'applied', claimId, sessionId, inputId }
    : { kind: 'running' };
}
