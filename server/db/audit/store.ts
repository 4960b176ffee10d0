import type { Selectable } from 'kysely';
import { toStoredJson } from '@/server/shared/stored-json';
import type { Db } from '../connection/transaction';
import { toLikePattern } from '../statement/like-pattern';
import { build, countRows, listRows } from '../statement/query';
import type { Tables } from '../statement/tables';

/** A row of `audit_entries`. */
export type AuditRow = Omit<Selectable<Tables['auditEntries']>, 'before' | 'after'> & {
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
};

/** Stores an entry, unless there is one of that id. */
export async function insertAuditEntry(db: Db, entry: AuditRow): Promise<void> {
  const { before, after } = entry;
  const stored = { ...entry, before: before && toStoredJson(before), after: after && toStoredJson(after) };
  const insert = build.insertInto('auditEntries').values(stored);
  await countRows(
    db,
    insert.onConflict((conflict) => conflict.columns(['orgId', 'id']).doNothing()),
  );
}

export type AuditListing = {
  orgId: string;
  actor: string | null;
  thing: string | null;
  thingId: string | null;
  /** A part of the name or of the action. */
  search: string | null;
  after: { at: Date; id: string } | null;
  take: number;
};

/** Lists entries after a position, the newest first. */
export function listAuditEntries(db: Db, listing: AuditListing): Promise<AuditRow[]> {
  const { orgId, actor, thing, thingId, search, after, take } = listing;
  let entries = build.selectFrom('auditEntries').selectAll().where('orgId', '=', orgId);
  if (actor !== null) entries = entries.where('actor', '=', actor);
  if (thing !== null) entries = entries.where('thing', '=', thing);
  if (thingId !== null) entries = entries.where('thingId', '=', thingId);
  const pattern = toLikePattern(search);
  if (pattern !== null)
    entries = entries.where((eb) => eb.or([eb('name', 'ilike', pattern), eb('action', 'ilike', pattern)]));
  if (after !== null)
    entries = entries.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('at', 'id'), '<', tuple(after.at, after.id)),
    );
  return listRows(db, entries.orderBy('at', 'desc').orderBy('id', 'desc').limit(take));
}
