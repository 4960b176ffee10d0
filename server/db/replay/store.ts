/* Replays that people asked for, as jobs of workers. */
import type { Selectable } from 'kysely';
import type { Json, JsonObject } from '@/server/engine/json';
import { toStoredJson } from '@/server/shared/stored-json';
import type { Db } from '../connection/transaction';
import { createJobLeases } from '../job/job-leases';
import { createJobRequests } from '../job/job-requests';
import type { JobKey } from '../job/job-table';
import { build, findRow, getRow } from '../statement/query';
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

export const replayRequests = createJobRequests('replays', COLUMNS);
export const replayLeases = createJobLeases('replays', CLAIMED);

export type NewReplay = JobKey & {
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

/** Finds the draft and the stand-ins of a replay of a flow. */
export function findReplayedDraft(
  db: Db,
  { orgId, flowId, id }: { orgId: string; flowId: string; id: string },
): Promise<Pick<ClaimedReplay, 'definition' | 'links' | 'standIns'> | null> {
  const replay = build.selectFrom('replays').select(['definition', 'links', 'standIns']);
  return findRow(db, replay.where('orgId', '=', orgId).where('flowId', '=', flowId).where('id', '=', id));
}
