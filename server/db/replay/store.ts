/*
 * Replays that people asked for, and the work on them.
 *
 * replay/one-holder  A worker has a replay while its lease lasts and renews it with its progress; one whose lease is over, or
 *    whose replay was canceled, writes nothing more.
 */
import type { Selectable } from 'kysely';
import type { Json, JsonObject } from '@/server/engine/json';
import { toStoredJson } from '@/server/shared/stored-json';
import type { Db } from '../connection/transaction';
import { takeByOrganization } from '../statement/by-organization';
import { type ReplayStatus, UNFINISHED_REPLAYS } from '../statement/checked-values';
import { build, countRows, findRow, getRow, listRows } from '../statement/query';
import type { Tables } from '../statement/tables';

const COLUMNS = [
  ...(['id', 'flowId', 'status', 'draftRev', 'search', 'standIns', 'done', 'total'] as const),
  ...(['result', 'failure', 'createdBy', 'createdAt', 'finishedAt'] as const),
] as const;
// What its worker needs. A definition can have 1 MB, so no list reads it.
const CLAIMED = ['orgId', 'id', 'flowId', 'attempts', 'definition', 'links', 'search', 'standIns'] as const;

type Replay = Selectable<Tables['replays']>;
export type ReplayRow = Pick<Replay, (typeof COLUMNS)[number]>;
export type ClaimedReplay = Pick<Replay, (typeof CLAIMED)[number]>;

type ReplayKey = { orgId: string; id: string };
type HeldReplay = ReplayKey & { processId: string };

export type NewReplay = ReplayKey & {
  flowId: string;
  definition: Json;
  links: Record<string, string>;
  draftRev: number | null;
  search: JsonObject;
  standIns: JsonObject;
  createdBy: string;
  at: Date;
};

/** Stores a replay that is due at once. */
export function insertReplay(db: Db, replay: NewReplay): Promise<ReplayRow> {
  const { definition, links, search, standIns, at, ...values } = replay;
  const stored = {
    definition: toStoredJson(definition),
    links: toStoredJson(links),
    search: toStoredJson(search),
    standIns: toStoredJson(standIns),
  };
  const insert = build.insertInto('replays').values({ ...values, ...stored, createdAt: at, dueAt: at });
  return getRow(db, insert.returning(COLUMNS));
}

/** Counts the replays of an organization that are not finished. */
export async function countUnfinishedReplays(db: Db, orgId: string): Promise<number> {
  const unfinished = build
    .selectFrom('replays')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('orgId', '=', orgId)
    .where('status', 'in', UNFINISHED_REPLAYS);
  return Number((await findRow(db, unfinished))?.count ?? 0);
}

/** Finds a replay of a flow. */
export function findReplay(
  db: Db,
  { orgId, id, flowId }: ReplayKey & { flowId: string },
): Promise<ReplayRow | null> {
  const replay = build.selectFrom('replays').select(COLUMNS).where('orgId', '=', orgId).where('id', '=', id);
  return findRow(db, replay.where('flowId', '=', flowId));
}

/** Finds the newest completed replay on a revision of a flow's draft. */
export function findReplayOfDraft(
  db: Db,
  { orgId, flowId, draftRev }: { orgId: string; flowId: string; draftRev: number },
): Promise<Pick<ReplayRow, 'id' | 'result'> | null> {
  const replays = build
    .selectFrom('replays')
    .select(['id', 'result'])
    .where('orgId', '=', orgId)
    .where('flowId', '=', flowId)
    .where('draftRev', '=', draftRev)
    .where('status', '=', 'completed');
  return findRow(db, replays.orderBy('createdAt', 'desc').limit(1));
}

type ReplayListing = {
  orgId: string;
  flowId: string;
  after: { at: Date; id: string } | null;
  take: number;
};

/** Lists the replays of a flow, the newest first. */
export function listReplays(db: Db, { orgId, flowId, after, take }: ReplayListing): Promise<ReplayRow[]> {
  const replays = build
    .selectFrom('replays')
    .select(COLUMNS)
    .where('orgId', '=', orgId)
    .where('flowId', '=', flowId)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(take);
  if (after === null) return listRows(db, replays);
  return listRows(
    db,
    replays.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('createdAt', 'id'), '<', tuple(after.at, after.id)),
    ),
  );
}

/** Ends a replay that is not finished, and returns it; null if it is. */
export function cancelReplay(db: Db, { orgId, id, at }: ReplayKey & { at: Date }): Promise<ReplayRow | null> {
  const cancel = build
    .updateTable('replays')
    .set({ status: 'canceled', finishedAt: at, dueAt: null, leasedBy: null })
    .where('orgId', '=', orgId)
    .where('id', '=', id)
    .where('status', 'in', UNFINISHED_REPLAYS);
  return findRow(db, cancel.returning(COLUMNS));
}

type Claim = { now: Date; leaseUntil: Date; processId: string; limit: number };

/** Takes replays that are due and that no other process takes at this moment, the oldest first, and counts an attempt of each. */
export function claimReplays(db: Db, { now, leaseUntil, processId, limit }: Claim): Promise<ClaimedReplay[]> {
  const due = build.selectFrom('replays').where('dueAt', '<=', now).orderBy('dueAt');
  return takeByOrganization({
    limit,
    find: (limit) => listRows(db, due.select(['orgId', 'id']).limit(limit)),
    take: (orgId, found) => {
      const ids = found.map(({ id }) => id);
      const own = due.select('id').where('orgId', '=', orgId).where('id', 'in', ids).forUpdate().skipLocked();
      const claim = build
        .updateTable('replays')
        .set((eb) => ({
          status: 'running',
          attempts: eb('attempts', '+', 1),
          dueAt: leaseUntil,
          leasedBy: processId,
        }))
        .where('orgId', '=', orgId)
        .where('id', 'in', own)
        .returning(CLAIMED);
      return listRows(db, claim);
    },
  });
}

/** Stores how far a replay is and renews its lease; false when this process does not have it any more. */
export async function renewReplay(
  db: Db,
  { leaseUntil, done, total, ...held }: HeldReplay & { leaseUntil: Date; done: number; total: number | null },
): Promise<boolean> {
  return (await countRows(db, updateHeld(held).set({ dueAt: leaseUntil, done, total }))) === 1;
}

type Outcome =
  | { status: Extract<ReplayStatus, 'completed'>; done: number; total: number; result: JsonObject }
  | { status: Extract<ReplayStatus, 'failed'>; failure: string };

/** Stores the outcome of a replay; false when this process does not have it any more. */
export async function finishReplay(
  db: Db,
  { at, outcome, ...held }: HeldReplay & { at: Date; outcome: Outcome },
): Promise<boolean> {
  const stored = 'result' in outcome ? { ...outcome, result: toStoredJson(outcome.result) } : outcome;
  const finish = updateHeld(held).set({ ...stored, finishedAt: at, dueAt: null, leasedBy: null });
  return (await countRows(db, finish)) === 1;
}

/** Lets another process take a replay at once, as if this one had not taken it. */
export async function releaseReplay(db: Db, { at, ...held }: HeldReplay & { at: Date }): Promise<void> {
  await countRows(
    db,
    updateHeld(held).set((eb) => ({
      status: 'pending',
      attempts: eb('attempts', '-', 1),
      dueAt: at,
      leasedBy: null,
    })),
  );
}

function updateHeld({ orgId, id, processId }: HeldReplay) {
  return build
    .updateTable('replays')
    .where('orgId', '=', orgId)
    .where('id', '=', id)
    .where('leasedBy', '=', processId);
}

/** Deletes up to `limit` replays that were finished before a time; returns how many. */
export async function pruneReplays(
  db: Db,
  { finishedBefore, limit }: { finishedBefore: Date; limit: number },
): Promise<number> {
  const old = build.selectFrom('replays').where('finishedAt', '<', finishedBefore).orderBy('finishedAt');
  const deleted = await takeByOrganization({
    limit,
    find: (limit) => listRows(db, old.select(['orgId', 'id']).limit(limit)),
    take: (orgId, found) => {
      const ids = found.map(({ id }) => id);
      const remove = build.deleteFrom('replays').where('orgId', '=', orgId).where('id', 'in', ids);
      return listRows(db, remove.returning('id'));
    },
  });
  return deleted.length;
}
