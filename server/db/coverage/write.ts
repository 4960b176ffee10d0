/*
 * coverage/once  A turn is counted once: what it adds is written in one transaction with the number of the last counted turn,
 *     and only if that is the number that it was computed from. So are the outcomes of sessions. Workers may count the same sessions at the same time, and a
 *     process may die at any moment.
 */
import { sql } from 'kysely';
import { toStoredJson } from '@/server/shared/stored-json';
import type { Database } from '../connection/client';
import type { Db, Transaction } from '../connection/transaction';
import type { Standing } from '../statement/checked-values';
import { build, countRows, listRows } from '../statement/query';
import { addOutcomeCounts, type OutcomeChange } from './outcomes';

/** The row of a session, how far it was counted before, and what its counted turns add. */
export type CoverageChange = PathChange & OutcomeChange;
export type PathChange = {
  sessionId: string;
  /** The number of the last turn that was counted before; 0 for none. */
  before: number;
  versionId: string;
  turnNo: number;
  hour: Date;
  pathId: string;
  standing: Standing;
  lastAt: Date;
  paths: PathRow[];
  counts: CountRow[];
  visits: VisitRow[];
};
type PathRow = { versionId: string; id: string; path: readonly string[] };
/** A session whose path on a version is complete. */
export type CountRow = { versionId: string; hour: Date; pathId: string; stopped: boolean };
export type VisitRow = { versionId: string; place: string; lastAt: Date };

const DAY_MS = 86_400_000;

type Writing = { orgId: string; changes: readonly CoverageChange[]; at: Date };

/** Writes what new turns of sessions of an organization add; returns how many sessions it counted (coverage/once). */
export function writeCoverage(db: Database, writing: Writing): Promise<number> {
  return db.transaction((tx) => write(tx, writing));
}

// Rows are locked in one order: sessions, paths, counts, visits, outcomes, and each of them by their keys.
async function write(tx: Transaction, { orgId, changes, at }: Writing): Promise<number> {
  const sorted = sortBy(changes, ({ sessionId }) => sessionId);
  const known = await lockSessions(tx, { orgId, ids: sorted.map(({ sessionId }) => sessionId) });
  const current = sorted.filter((change) => isNext(change, known.get(change.sessionId)));
  const updated = current.filter(({ sessionId }) => known.has(sessionId));
  const added = await insertSessions(
    tx,
    orgId,
    current.filter(({ sessionId }) => !known.has(sessionId)),
  );
  await updateSessions(tx, orgId, updated);
  const written = [...updated, ...added];
  await insertPaths(tx, { orgId, paths: written.flatMap(({ paths }) => paths), at });
  await addCounts(
    tx,
    orgId,
    written.flatMap(({ counts }) => counts),
  );
  await upsertVisits(
    tx,
    orgId,
    written.flatMap(({ visits }) => visits),
  );
  await addOutcomeCounts(
    tx,
    orgId,
    written.flatMap(({ outcomeCounts }) => outcomeCounts),
  );
  return written.length;
}

type CountedNumbers = { turnNo: number; outcomeNo: number };

function isNext({ before, outcomeBefore }: CoverageChange, known: CountedNumbers | undefined): boolean {
  return before === (known?.turnNo ?? 0) && outcomeBefore === (known?.outcomeNo ?? 0);
}

async function lockSessions(
  tx: Transaction,
  { orgId, ids }: { orgId: string; ids: string[] },
): Promise<Map<string, CountedNumbers>> {
  if (ids.length === 0) return new Map();
  const locked = build
    .selectFrom('coverageSessions')
    .select(['sessionId', 'turnNo', 'outcomeNo'])
    .where('orgId', '=', orgId)
    .where('sessionId', 'in', ids);
  const rows = await listRows(tx, locked.orderBy('sessionId').forUpdate());
  return new Map(rows.map(({ sessionId, ...numbers }) => [sessionId, numbers]));
}

function toRow(orgId: string, change: CoverageChange) {
  const { sessionId, versionId, turnNo, hour, pathId, standing, lastAt, outcomeNo } = change;
  const outcome = toStoredJson(change.outcome);
  return { orgId, sessionId, versionId, turnNo, hour, pathId, standing, lastAt, outcomeNo, outcome };
}

/** Inserts rows that no other worker has inserted meanwhile, and returns those. */
async function insertSessions(
  tx: Transaction,
  orgId: string,
  changes: readonly CoverageChange[],
): Promise<CoverageChange[]> {
  if (changes.length === 0) return [];
  const insert = build
    .insertInto('coverageSessions')
    .values(changes.map((change) => toRow(orgId, change)))
    .onConflict((conflict) => conflict.columns(['orgId', 'sessionId']).doNothing())
    .returning('sessionId');
  const inserted = new Set((await listRows(tx, insert)).map(({ sessionId }) => sessionId));
  return changes.filter(({ sessionId }) => inserted.has(sessionId));
}

/** Updates rows that this transaction has locked. */
async function updateSessions(
  tx: Transaction,
  orgId: string,
  changes: readonly CoverageChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const update = build
    .insertInto('coverageSessions')
    .values(changes.map((change) => toRow(orgId, change)))
    .onConflict((conflict) =>
      conflict.columns(['orgId', 'sessionId']).doUpdateSet(({ ref }) => ({
        versionId: ref('excluded.versionId'),
        turnNo: ref('excluded.turnNo'),
        hour: ref('excluded.hour'),
        pathId: ref('excluded.pathId'),
        standing: ref('excluded.standing'),
        lastAt: ref('excluded.lastAt'),
        outcomeNo: ref('excluded.outcomeNo'),
        outcome: ref('excluded.outcome'),
      })),
    );
  await countRows(tx, update);
}

async function insertPaths(
  tx: Transaction,
  { orgId, paths, at }: { orgId: string; paths: readonly PathRow[]; at: Date },
): Promise<void> {
  const distinct = new Map(paths.map((path) => [`${path.versionId}/${path.id}`, path]));
  if (distinct.size === 0) return;
  const rows = sortBy([...distinct], ([key]) => key).map(([, { versionId, id, path }]) => ({
    orgId,
    versionId,
    id,
    path: [...path],
    usedAt: at,
  }));
  const insert = build
    .insertInto('coveragePaths')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['orgId', 'versionId', 'id'])
        .doUpdateSet(({ ref }) => ({ usedAt: ref('excluded.usedAt') }))
        // Computed here: a distributed PostgreSQL refuses functions in it that depend on the time zone.
        .where('coveragePaths.usedAt', '<', new Date(at.getTime() - DAY_MS)),
    );
  await countRows(tx, insert);
}

/** Adds sessions to the counts of their hours and paths. */
export async function addCounts(db: Db, orgId: string, counts: readonly CountRow[]): Promise<void> {
  const sums = new Map<string, CountRow & { sessions: number }>();
  for (const count of counts) {
    const { versionId, hour, pathId, stopped } = count;
    const key = `${versionId}/${hour.toISOString()}/${pathId}/${stopped}`;
    sums.set(key, { ...count, sessions: (sums.get(key)?.sessions ?? 0) + 1 });
  }
  if (sums.size === 0) return;
  const rows = sortBy([...sums], ([key]) => key).map(([, row]) => ({ orgId, ...row }));
  const add = build
    .insertInto('coverageCounts')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['orgId', 'versionId', 'hour', 'pathId', 'stopped'])
        .doUpdateSet({ sessions: sql`coverage_counts.sessions + excluded.sessions` }),
    );
  await countRows(db, add);
}

async function upsertVisits(db: Db, orgId: string, visits: readonly VisitRow[]): Promise<void> {
  const latest = new Map<string, VisitRow>();
  for (const visit of visits) {
    const key = `${visit.versionId}/${visit.place}`;
    const known = latest.get(key);
    if (!known || known.lastAt < visit.lastAt) latest.set(key, visit);
  }
  if (latest.size === 0) return;
  const rows = sortBy([...latest], ([key]) => key).map(([, row]) => ({ orgId, ...row }));
  const upsert = build
    .insertInto('coverageVisits')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['orgId', 'versionId', 'place'])
        .doUpdateSet(({ ref }) => ({ lastAt: ref('excluded.lastAt') }))
        .where(sql<boolean>`coverage_visits.last_at < excluded.last_at`),
    );
  await countRows(db, upsert);
}

function sortBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const keyed = items.map((item) => [keyOf(item), item] as const);
  return keyed.sort(([a], [b]) => (a < b ? -1 : Number(a > b))).map(([, item]) => item);
}
