/*
 * coverage/one-walker  One worker at a time walks over the sessions of an organization: the one that has its lease, which it
 *     renews before each page. A worker whose lease ran out while it counted does no harm (coverage/once).
 */
import type { Db } from '../connection/transaction';
import { build, countRows } from '../statement/query';

type Lease = { orgId: string; holder: string; now: Date; until: Date };

/** Takes the lease of an organization, or renews it; false while another worker has it. */
export async function takeCoverageLease(db: Db, { orgId, holder, now, until }: Lease): Promise<boolean> {
  const take = build
    .insertInto('coverageLeases')
    .values({ orgId, holder, until })
    .onConflict((conflict) =>
      conflict
        .column('orgId')
        .doUpdateSet(({ ref }) => ({ holder: ref('excluded.holder'), until: ref('excluded.until') }))
        .where((eb) =>
          eb.or([eb('coverageLeases.until', '<=', now), eb('coverageLeases.holder', '=', holder)]),
        ),
    );
  return (await countRows(db, take)) === 1;
}

/** Gives back the leases of a worker, so that another one takes them at once. */
export async function deleteCoverageLeases(db: Db, { holder }: { holder: string }): Promise<void> {
  await countRows(db, build.deleteFrom('coverageLeases').where('holder', '=', holder));
}
