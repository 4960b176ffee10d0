/*
 * Work that no request starts is done for all organizations.
 *
 * sweep/by-organization  A sweep finds rows of all organizations by one statement that locks and writes nothing, and locks or
 *    writes them by statements that name one organization: a distributed PostgreSQL runs the first on every node and each of
 *    the others on one.
 */

import { groupBy } from '@/server/shared/group-by';

type OfOrganization = { orgId: string };

/** How often a claim looks again after others took everything that it had found. */
const MOST_LOOKS = 5;

type Sweep<Found extends OfOrganization, Row> = {
  limit: number;
  /** Finds at most `limit` rows of any organization. */
  find(limit: number): Promise<Found[]>;
  /** Takes those rows of an organization that are still there and free. */
  take(orgId: string, found: Found[]): Promise<Row[]>;
};

/** Takes up to `limit` rows, those of each organization by a statement of its own. */
export async function takeByOrganization<Found extends OfOrganization, Row>({
  limit,
  find,
  take,
}: Sweep<Found, Row>): Promise<Row[]> {
  const taken: Row[] = [];
  for (let look = 0; look < MOST_LOOKS && taken.length < limit; look += 1) {
    const wanted = limit - taken.length;
    const found = await find(wanted);
    for (const [orgId, own] of groupBy(found, ({ orgId }) => orgId)) taken.push(...(await take(orgId, own)));
    if (found.length < wanted) break;
  }
  return taken;
}

/** Lists the newest of each organization's rows, which come in the order of their time. */
export function listNewest<Row extends OfOrganization & { at: Date }>(rows: readonly Row[]): Row[] {
  return [...groupBy(rows, ({ orgId }) => orgId).values()].flatMap((own) => own.slice(-1));
}
