import type { Db } from '../connection/transaction';
import { defineStatement } from '../statement/statement';
import { toStoredJson } from '../statement/stored-json';

/** A row of `audit_entries`. */
export type AuditRow = {
  orgId: string;
  id: string;
  at: Date;
  actor: string;
  action: string;
  thing: string;
  thingId: string;
  name: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  address: string | null;
  userAgent: string | null;
};

type Stored = Omit<AuditRow, 'before' | 'after'> & { before: string | null; after: string | null };

const insert = defineStatement<Stored>(
  'insert_audit_entry',
  `INSERT INTO audit_entries (org_id, id, at, actor, action, thing, thing_id, name, before, after, address,
                              user_agent)
   VALUES (:orgId, :id, :at, :actor, :action, :thing, :thingId, :name, :before, :after, :address, :userAgent)
   ON CONFLICT (org_id, id) DO NOTHING`,
);

/** Writes an entry, unless there is one of that id. */
export async function insertAuditEntry({ pool }: Db, row: AuditRow): Promise<void> {
  const { before, after } = row;
  const stored = { before: before && toStoredJson(before), after: after && toStoredJson(after) };
  await pool.query(insert({ ...row, ...stored }));
}

export type AuditListing = {
  orgId: string;
  actor: string | null;
  thing: string | null;
  thingId: string | null;
  /** A part of the name or of the action. */
  search: string | null;
  beforeAt: Date | null;
  beforeId: string | null;
  limit: number;
};

const list = defineStatement<AuditListing>(
  'list_audit_entries',
  `SELECT org_id "orgId", id, at, actor, action, thing, thing_id "thingId", name, before, after,
     address, user_agent "userAgent"
   FROM audit_entries
   WHERE org_id = :orgId
     AND (:actor::text IS NULL OR actor = :actor::text)
     AND (:thing::text IS NULL OR thing = :thing::text)
     AND (:thingId::text IS NULL OR thing_id = :thingId::text)
     AND (:search::text IS NULL OR name ILIKE :search::text OR action ILIKE :search::text)
     AND (:beforeAt::timestamptz IS NULL OR (at, id) < (:beforeAt::timestamptz, :beforeId::uuid))
   ORDER BY at DESC, id DESC LIMIT :limit`,
);

/** Lists the audit log, the newest first. */
export async function listAuditEntries({ pool }: Db, listing: AuditListing): Promise<AuditRow[]> {
  return (await pool.query<AuditRow>(list(listing))).rows;
}
