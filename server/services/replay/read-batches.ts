import type { SessionFilter, SessionListing } from '@/server/db/session/list-places';
import {
  listRecordedPlaces,
  listRecordedSessions,
  listStoredSessions,
  type RecordedPlace,
} from '@/server/db/session/recorded';
import type { ServiceContext } from '../context';
import { listRunVersions } from './list-run-versions';
import { readVersionFlows } from './replay-flows';
import type { ReplayFlows, ReplayInput } from './replay-task';

/** The sessions to replay: the newest `most` that the filter finds, created in a period (both ends optional). */
export type ReplaySelection = SessionFilter & {
  most: number;
  from?: Date | undefined;
  to?: Date | undefined;
};

/** A session that is not replayed: it has no complete transcript, or more turns than are replayed. */
export type LeftOutSession = { sessionId: string; reason: 'no_transcript' | 'too_long' };

export type BatchOfSessions = {
  inputs: ReplayInput[];
  versions: ReplayFlows[];
  leftOut: LeftOutSession[];
};

/** The turns of one batch; a session with more is a batch of its own, and one with MAX_TURNS or more is left out. */
const BATCH_TURNS = 400;
const BATCH_SESSIONS = 100;
const MAX_TURNS = 5_000;
const PAGE = 1_000;

const LOWEST_ID = '00000000-0000-0000-0000-000000000000';

type Reading = { orgId: string; selection: ReplaySelection; isStored: boolean };

/** Reads sessions in batches, the newest first. */
export async function* readBatches(ctx: ServiceContext, reading: Reading): AsyncGenerator<BatchOfSessions> {
  const versions = new Map<string, ReplayFlows | null>();
  for await (const places of readPages(ctx, reading)) {
    for (const group of divide(places)) yield await readBatch(ctx, reading, group, versions);
  }
}

/** The listing of all sessions to replay. */
export function toListing(orgId: string, { most, from, to, ...filter }: ReplaySelection): SessionListing {
  const until = from ? { at: from, id: LOWEST_ID } : null;
  const after = to ? { at: to, id: LOWEST_ID } : null;
  return { ...filter, orgId, after, until, search: null, take: most };
}

async function* readPages(
  { db }: ServiceContext,
  { orgId, selection }: Reading,
): AsyncGenerator<RecordedPlace[]> {
  const { take: most, ...listing } = toListing(orgId, selection);
  let { after } = listing;
  for (let left = most; left > 0; ) {
    const take = Math.min(left, PAGE);
    const places = await listRecordedPlaces(db, { ...listing, after, take });
    yield places;
    const last = places.at(-1);
    if (!last || places.length < take) return;
    after = { at: last.createdAt, id: last.id };
    left -= places.length;
  }
}

function* divide(places: readonly RecordedPlace[]): Generator<RecordedPlace[]> {
  let group: RecordedPlace[] = [];
  let turns = 0;
  for (const place of places) {
    const isFull = group.length >= BATCH_SESSIONS || turns + place.turnNo > BATCH_TURNS;
    if (group.length > 0 && isFull) {
      yield group;
      group = [];
      turns = 0;
    }
    group.push(place);
    turns += Math.min(place.turnNo, MAX_TURNS);
  }
  if (group.length > 0) yield group;
}

/** Reads sessions with their turns, and the versions that they ran on; `versions` has those that were read before. */
export async function readBatch(
  ctx: ServiceContext,
  { orgId, isStored }: Pick<Reading, 'orgId' | 'isStored'>,
  places: readonly Pick<RecordedPlace, 'id' | 'turnNo'>[],
  versions: Map<string, ReplayFlows | null>,
): Promise<BatchOfSessions> {
  const ids = places.flatMap(({ id, turnNo }) => (turnNo < MAX_TURNS ? [id] : []));
  const params = { orgId, ids };
  const rows = isStored
    ? (await listStoredSessions(ctx.db, params)).map((row) => ({ row, stored: row }))
    : (await listRecordedSessions(ctx.db, params)).map((row) => ({ row, stored: null }));
  const readAt = ctx.clock.now();
  const byId = new Map(rows.map((read) => [read.row.id, read]));
  const found = ids.flatMap((id) => byId.get(id) ?? []);
  const complete = found.filter(({ row }) => row.turns === row.turnNo && row.turnNo > 0);
  const inputs = complete.map((read) => ({ ...read, readAt }));
  const used: ReplayFlows[] = [];
  for (const versionId of new Set(complete.flatMap(({ row }) => listRunVersions(row)))) {
    if (!versions.has(versionId)) versions.set(versionId, await readVersionFlows(ctx, orgId, versionId));
    const flows = versions.get(versionId);
    if (flows) used.push(flows);
  }
  const known = new Set(complete.map(({ row }) => row.id));
  const short = new Set(ids);
  const leftOut = places.flatMap(({ id: sessionId }): LeftOutSession[] => {
    if (known.has(sessionId)) return [];
    return [{ sessionId, reason: short.has(sessionId) ? 'no_transcript' : 'too_long' }];
  });
  return { inputs, versions: used, leftOut };
}
