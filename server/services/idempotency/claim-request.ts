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
 * One outcome per (organization, key).
 * D1 At most one request runs under a key at a time, as long as it renews its lease.
 * D2 A request that took effect is never run again: its turn marked the record in its own commit, so a repeat rebuilds the answer.
 * D3 The first answer kept is the answer of every repeat, byte for byte.
 * D4 A claim that took no effect is let go by whoever made it, named by an id of its own: never another one of the same
 *    key, however late.
 * idempotency/same-power  A repeat is answered to a caller who may do just what the one before may: the same key, or another
 *    one with the same scopes for the same channel. To any other it is another request.
 * D5 Whoever runs a request again knows when its first try began, and so the id of what that one may have made
 *    (make-once.ts); a record is forgotten only when there is nothing to find again.
 */

const KEPT_MS = 24 * 3_600_000;
const ATTEMPTS = 5;

/** What became of an attempt to run a request under a key. */
export type Claim =
  | { kind: 'claimed'; claimId: string; begunAt: Date }
  | { kind: 'mismatch' }
  | { kind: 'running' }
  | { kind: 'applied'; claimId: string; sessionId: string; inputId: string }
  | { kind: 'done'; answer: StoredAnswer };

type ClaimInput = { key: string; hash: Buffer };

/** Claims the key for this request, or says what another request with it is or was; a record lives 24 h. */
export async function claimRequest(ctx: ServiceContext, { key, hash }: ClaimInput): Promise<Claim> {
  const claimId = ctx.ids.uuid(ctx.clock.now());
  try {
    return await claim(ctx, { key, hash, claimId });
  } catch (error) {
    // It may have been kept although nothing was heard of it.
    ctx.deferredWrites.defer(() => reopenRequest(ctx, { key, claimId }));
    throw error;
  }
}

type NamedClaim = ClaimInput & { claimId: string };

async function claim(ctx: ServiceContext, { key, hash, claimId }: NamedClaim): Promise<Claim> {
  const { db, actor, clock } = ctx;
  const caller = fingerprintCaller(actor);
  // The record may vanish between the two statements when the other request lets go of it.
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
  if (!hash.equals(row.request_hash)) return { kind: 'mismatch' };
  if (row.caller !== null && row.caller !== fingerprintCaller(ctx.actor)) return { kind: 'mismatch' };
  if (row.response) return { kind: 'done', answer: row.response };
  const { session_id: sessionId, input_id: inputId } = row;
  if (sessionId === null || inputId === null) return { kind: 'running' };
  const at = ctx.clock.now();
  const lease = { orgId: ctx.actor.orgId, key, now: new Date(at), leaseUntil: leaseFrom(at) };
  return (await claimAppliedRecord(ctx.db, lease))
    ? { kind: 'applied', claimId, sessionId, inputId }
    : { kind: 'running' };
}
