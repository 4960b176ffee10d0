import {
  claimRecord,
  findRecord,
  type IdempotencyRow,
  type StoredAnswer,
  takeOverRecord,
} from '@/server/db/idempotency-store';
import type { ServiceContext } from '../context';
import { leaseFrom } from './lease';

/*
 * One outcome per (organization, key).
 * D1 At most one request runs under a key at a time, as long as it renews its lease.
 * D2 A request that took effect is never run again: its turn marked the record in its own commit, so a repeat rebuilds the answer.
 * D3 The first answer kept is the answer of every repeat, byte for byte.
 */

const KEPT_MS = 24 * 3_600_000;
const ATTEMPTS = 5;

/** What became of an attempt to run a request under a key. */
export type Claim =
  | { kind: 'claimed' | 'mismatch' | 'running' }
  | { kind: 'applied'; sessionId: string; inputId: string }
  | { kind: 'done'; answer: StoredAnswer };

type ClaimInput = { key: string; hash: Buffer };

/** Claims the key for this request, or says what another request with it is or was; a record lives 24 h. */
export async function claimRequest(ctx: ServiceContext, { key, hash }: ClaimInput): Promise<Claim> {
  const { db, actor, clock } = ctx;
  // The record may vanish between the two statements when the other request lets go of it.
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const at = clock.now();
    const times = { now: new Date(at), leaseUntil: leaseFrom(at), expiresAt: new Date(at + KEPT_MS) };
    if (await claimRecord(db, { orgId: actor.orgId, key, hash, ...times })) return { kind: 'claimed' };
    const row = await findRecord(db, { orgId: actor.orgId, key });
    if (row) return judge(ctx, key, hash, row);
  }
  return { kind: 'running' };
}

async function judge(ctx: ServiceContext, key: string, hash: Buffer, row: IdempotencyRow): Promise<Claim> {
  if (!hash.equals(row.request_hash)) return { kind: 'mismatch' };
  if (row.response) return { kind: 'done', answer: row.response };
  const { session_id: sessionId, input_id: inputId } = row;
  if (sessionId === null || inputId === null) return { kind: 'running' };
  const at = ctx.clock.now();
  const lease = { orgId: ctx.actor.orgId, key, now: new Date(at), leaseUntil: leaseFrom(at) };
  return (await takeOverRecord(ctx.db, lease))
    ? { kind: 'applied', sessionId, inputId }
    : { kind: 'running' };
}
