import type { Selectable } from 'kysely';
import type { AuditedTransaction, Db } from '../connection/transaction';
import { build, countRows, findRow, listRows } from '../statement/query';
import type { Tables } from '../statement/tables';

/** A row of `breakpoints`. */
export type BreakpointRow = Selectable<Tables['breakpoints']>;

type OrgAt = { orgId: string; now: Date };

/** Stores a breakpoint, and deletes those of the organization that have expired. */
export async function insertBreakpoint(tx: AuditedTransaction, row: BreakpointRow): Promise<void> {
  const expired = build.deleteFrom('breakpoints').where('orgId', '=', row.orgId);
  await countRows(tx, expired.where('expiresAt', '<=', row.createdAt));
  await countRows(tx, build.insertInto('breakpoints').values(row));
}

/** Counts the breakpoints of an organization that have not expired. */
export async function countBreakpoints(db: Db, { orgId, now }: OrgAt): Promise<number> {
  const active = build
    .selectFrom('breakpoints')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('orgId', '=', orgId)
    .where('expiresAt', '>', now);
  return Number((await findRow(db, active))?.count ?? 0);
}

/** Lists the breakpoints of a flow that have not expired, the newest first. */
export function listBreakpoints(
  db: Db,
  { orgId, flowId, now }: OrgAt & { flowId: string },
): Promise<BreakpointRow[]> {
  const active = build.selectFrom('breakpoints').selectAll().where('orgId', '=', orgId);
  const ofFlow = active.where('flowId', '=', flowId).where('expiresAt', '>', now);
  return listRows(db, ofFlow.orderBy('createdAt', 'desc').orderBy('id', 'desc'));
}

/** Lists up to `limit` breakpoints of all organizations that have not expired. */
export function listAllBreakpoints(
  db: Db,
  { now, limit }: { now: Date; limit: number },
): Promise<BreakpointRow[]> {
  const active = build.selectFrom('breakpoints').selectAll().where('expiresAt', '>', now);
  return listRows(db, active.orderBy('expiresAt').limit(limit));
}

/** Deletes a breakpoint of a flow and returns it; null if there is none. */
export function deleteBreakpoint(
  tx: AuditedTransaction,
  { orgId, flowId, id }: { orgId: string; flowId: string; id: string },
): Promise<BreakpointRow | null> {
  const one = build.deleteFrom('breakpoints').where('orgId', '=', orgId).where('id', '=', id);
  return findRow(tx, one.where('flowId', '=', flowId).returningAll());
}

/** Deletes the breakpoints that some actors have set, and returns them. */
export function deleteBreakpointsOf(
  tx: AuditedTransaction,
  { orgId, actors }: { orgId: string; actors: readonly string[] },
): Promise<BreakpointRow[]> {
  const set = build.deleteFrom('breakpoints').where('orgId', '=', orgId);
  return listRows(tx, set.where('createdBy', 'in', actors).returningAll());
}

/** Finds a breakpoint; null if there is none. */
export function findBreakpoint(
  db: Db,
  { orgId, id }: { orgId: string; id: string },
): Promise<BreakpointRow | null> {
  return findRow(
    db,
    build.selectFrom('breakpoints').selectAll().where('orgId', '=', orgId).where('id', '=', id),
  );
}
