import { listConnectionUses } from '@/server/db/flow/connection-uses';
import { listConnections as listConnectionRows } from '@/server/db/service-connection/store';
import { findActorNames } from '../audit/find-actor-names';
import type { ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { type ConnectionView, toConnectionView } from './view';

/** Further flows that use connections are not listed. */
const MOST_FLOWS = 1_000;

/** Lists the connections of the organization by name, without their credentials. */
export async function listConnections(ctx: ServiceContext): Promise<ConnectionView[]> {
  const orgId = requireOrgWideScope(ctx, 'settings:read');
  const [rows, flows] = await Promise.all([
    listConnectionRows(ctx.db, { orgId }),
    listConnectionUses(ctx.db, { orgId, take: MOST_FLOWS }),
  ]);
  const actors = [...new Set(rows.map(({ updatedBy }) => updatedBy))];
  const names = await findActorNames(ctx, orgId, actors);
  return rows.map((row) => {
    const using = flows.filter(({ connections }) => connections.includes(row.name));
    return toConnectionView(
      row,
      names,
      using.map(({ connections: _, ...flow }) => flow),
    );
  });
}
