import type { HttpRequest } from '@/server/engine/protocol';
import type { Db } from '../connection/transaction';
import { defineStatement } from '../statement/statement';

/** A call that a session waits for, under the lease of one process. */
export type EffectRow = {
  orgId: string;
  sessionId: string;
  key: string;
  request: HttpRequest;
  attempts: number;
};

/** The same as its row has it; `request` is what was given to be kept. */
export type KeptEffect<Kept> = Omit<EffectRow, 'request'> & { request: Kept };

type EffectKey = Pick<EffectRow, 'orgId' | 'sessionId' | 'key'>;

type TakeOver = { now: Date; slackMs: number; processId: string; limit: number };

const takeOver = defineStatement<TakeOver>(
  'take_over_effects',
  `UPDATE effects e SET leased_by = :processId, attempts = e.attempts + 1,
     lease_until = :now::timestamptz + make_interval(secs => ((e.request->>'timeoutMs')::int + :slackMs::int) / 1000.0)
   FROM (SELECT org_id, session_id, key FROM effects WHERE lease_until <= :now::timestamptz
         ORDER BY lease_until LIMIT :limit FOR UPDATE SKIP LOCKED) lapsed
   WHERE e.org_id = lapsed.org_id AND e.session_id = lapsed.session_id AND e.key = lapsed.key
   RETURNING e.org_id "orgId", e.session_id "sessionId", e.key, e.request, e.attempts`,
);

/** Leases calls whose process seems dead to this one for their time plus `slackMs`, counting a new attempt of each. */
export async function claimLapsedEffects<Kept>({ pool }: Db, params: TakeOver): Promise<KeptEffect<Kept>[]> {
  return (await pool.query<KeptEffect<Kept>>(takeOver(params))).rows;
}

const renew = defineStatement<EffectKey & { leaseUntil: Date; processId: string; attempts: number }>(
  'renew_effect',
  `UPDATE effects SET lease_until = :leaseUntil, attempts = :attempts
   WHERE org_id = :orgId AND session_id = :sessionId AND key = :key AND leased_by = :processId`,
);

/** Prolongs a lease for a further attempt. False when the call is no longer this process's to make. */
export async function renewEffect(
  { pool }: Db,
  params: EffectKey & { leaseUntil: Date; processId: string; attempts: number },
): Promise<boolean> {
  return (await pool.query(renew(params))).rowCount === 1;
}

const drop = defineStatement<EffectKey>(
  'drop_effect',
  'DELETE FROM effects WHERE org_id = :orgId AND session_id = :sessionId AND key = :key',
);

/** Forgets a call whose answer nobody waits for any more. */
export async function deleteEffect({ pool }: Db, key: EffectKey): Promise<void> {
  await pool.query(drop(key));
}

/** Lets the leases of a process that stops lapse at once, so that another takes its calls over. */
export async function releaseEffects({ pool }: Db, processId: string, now: Date): Promise<void> {
  await pool.query({
    text: 'UPDATE effects SET lease_until = $2 WHERE leased_by = $1',
    values: [processId, now],
  });
}
