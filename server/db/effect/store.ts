// By hand: the look and the claim, which every worker sends several times a second.
import type { HttpRequest } from '@/server/engine/protocol';
import type { Db } from '../connection/transaction';
import { takeByOrganization } from '../statement/by-organization';
import { build, countRows, findRow } from '../statement/query';
import { defineStatement } from '../statement/statement';

/** A call that a session waits for, under the lease of one process. */
export type EffectRow = {
  orgId: string;
  sessionId: string;
  key: string;
  request: HttpRequest;
  attempts: number;
};

/** The same as it is stored; `request` is what was given to be stored. */
export type KeptEffect<Kept> = Omit<EffectRow, 'request'> & { request: Kept };

type EffectKey = Pick<EffectRow, 'orgId' | 'sessionId' | 'key'>;

type Lapsed = { now: Date; slackMs: number; processId: string };
type Taken = Lapsed & { nowMs: number; orgId: string; sessionIds: string[]; keys: string[] };

const listLapsed = defineStatement<{ now: Date; limit: number }>(
  'list_lapsed_effects',
  `SELECT org_id "orgId", session_id "sessionId", key FROM effects WHERE lease_until <= :now
   ORDER BY lease_until LIMIT :limit`,
);

// The new lease is computed of numbers: Citus refuses the sum of a time and a column's interval, which may depend on the session.
const takeOver = defineStatement<Taken>(
  'take_over_effects',
  `UPDATE effects e SET leased_by = :processId, attempts = e.attempts + 1,
     lease_until = to_timestamp((:nowMs::float8 + (e.request->>'timeoutMs')::int + :slackMs::int) / 1000)
   FROM (SELECT d.session_id, d.key FROM effects d
         JOIN unnest(:sessionIds::uuid[], :keys::text[]) AS f(session_id, key) ON f.session_id = d.session_id AND f.key = d.key
         WHERE d.org_id = :orgId AND d.lease_until <= :now::timestamptz FOR UPDATE OF d SKIP LOCKED) lapsed
   WHERE e.org_id = :orgId AND e.session_id = lapsed.session_id AND e.key = lapsed.key
   RETURNING e.org_id "orgId", e.session_id "sessionId", e.key, e.request, e.attempts`,
);

const takeHeld = defineStatement<Hold & { processId: string; nowMs: number; slackMs: number }>(
  'take_held_effect',
  `UPDATE effects e SET leased_by = :processId,
     lease_until = to_timestamp((:nowMs::float8 + (e.request->>'timeoutMs')::int + :slackMs::int) / 1000)
   WHERE e.org_id = :orgId AND e.session_id = :sessionId AND e.key = :key AND e.leased_by = :heldBy
   RETURNING e.org_id "orgId", e.session_id "sessionId", e.key, e.request, e.attempts`,
);

/** Leases calls whose process seems dead to this one for their time plus `slackMs`, counting a new attempt of each. */
export function claimLapsedEffects<Kept>(
  { pool }: Db,
  { limit, ...lapsed }: Lapsed & { limit: number },
): Promise<KeptEffect<Kept>[]> {
  const { now } = lapsed;
  return takeByOrganization({
    limit,
    find: async (limit) => (await pool.query<EffectKey>(listLapsed({ now, limit }))).rows,
    take: async (orgId, found) => {
      const named = {
        sessionIds: found.map(({ sessionId }) => sessionId),
        keys: found.map(({ key }) => key),
      };
      const taken = takeOver({ ...lapsed, now, nowMs: now.getTime(), orgId, ...named });
      return (await pool.query<KeptEffect<Kept>>(taken)).rows;
    },
  });
}

/** Prolongs a lease for a further attempt. False when the call is no longer this process's to make. */
export async function renewEffect(
  db: Db,
  {
    leaseUntil,
    processId,
    attempts,
    ...key
  }: EffectKey & { leaseUntil: Date; processId: string; attempts: number },
): Promise<boolean> {
  return (await countRows(db, updateLeased(key, processId).set({ leaseUntil, attempts }))) === 1;
}

function updateLeased({ orgId, sessionId, key }: EffectKey, processId: string) {
  const call = build.updateTable('effects').where('orgId', '=', orgId).where('sessionId', '=', sessionId);
  return call.where('key', '=', key).where('leasedBy', '=', processId);
}

/** Writes the reply that a call has brought so far. False when the call is no longer this process's to make. */
export async function updatePartialReply(
  db: Db,
  { text, at, processId, ...key }: EffectKey & { text: string; at: Date; processId: string },
): Promise<boolean> {
  const update = updateLeased(key, processId).set({ partialReply: text, partialAt: at });
  return (await countRows(db, update)) === 1;
}

/** Finds the reply that the call of a session has brought so far; null before its first part, and when it was answered. */
export async function findPartialReply(
  db: Db,
  { orgId, sessionId }: Omit<EffectKey, 'key'>,
): Promise<string | null> {
  const row = await findRow(
    db,
    build
      .selectFrom('effects')
      .select('partialReply')
      .where('orgId', '=', orgId)
      .where('sessionId', '=', sessionId)
      .where('partialReply', 'is not', null)
      .orderBy('partialAt', 'desc')
      .limit(1),
  );
  return row?.partialReply ?? null;
}

type Hold = EffectKey & { heldBy: string };

/** Finds who holds or makes a call; null when it was answered. */
export async function findEffectHolder(db: Db, { orgId, sessionId, key }: EffectKey): Promise<string | null> {
  const effect = build.selectFrom('effects').select('leasedBy').where('orgId', '=', orgId);
  const row = await findRow(db, effect.where('sessionId', '=', sessionId).where('key', '=', key));
  return row?.leasedBy ?? null;
}

/** Leases a held call to a process, which makes it next. Null when it is held no more. */
export async function takeHeldEffect<Kept>(
  { pool }: Db,
  hold: Hold & { processId: string; nowMs: number; slackMs: number },
): Promise<KeptEffect<Kept> | null> {
  return (await pool.query<KeptEffect<Kept>>(takeHeld(hold))).rows[0] ?? null;
}

/** Deletes a call that no session waits for. */
export async function deleteEffect(db: Db, { orgId, sessionId, key }: EffectKey): Promise<void> {
  const effect = build.deleteFrom('effects').where('orgId', '=', orgId).where('sessionId', '=', sessionId);
  await countRows(db, effect.where('key', '=', key));
}

/** Lets the leases of a process that stops lapse at once, so that another takes its calls over. */
export async function releaseEffects(
  db: Db,
  { processId, now }: { processId: string; now: Date },
): Promise<void> {
  const update = build.updateTable('effects').set({ leaseUntil: now });
  await countRows(db, update.where('leasedBy', '=', processId));
}
