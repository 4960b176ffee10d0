import type { StoredVisit, TurnToCount, UncountedSession } from '@/server/db/coverage/uncounted';
import type { PathChange, VisitRow } from '@/server/db/coverage/write';
import type { Standing } from '@/server/db/statement/checked-values';
import { isVisit } from '@/server/engine/replay/is-visit';
import { toNodeKey } from '@/server/engine/replay/replay-step';
import { extendPath, toPathId } from './session-path';

const HOUR_MS = 3_600_000;

/** A session's way through one version, and when it passed each place in the turns that are counted now. */
type Way = {
  versionId: string;
  hour: Date;
  path: readonly string[];
  lastAt: Date;
  passed: Map<string, Date>;
};

/**
 * Counts the turns of a session after those that are counted, up to number `upTo`, each for the version that it ran on. The
 * hour of a session on a version is that of its first turn there, so the counts of hours add up.
 */
export function countSession(
  session: UncountedSession,
  turns: readonly TurnToCount[],
  upTo: number,
): PathChange {
  const { id: sessionId, counted } = session;
  const ways: Way[] = counted ? [{ ...counted, passed: new Map() }] : [];
  let lastKind: string | null = null;
  for (const turn of turns) {
    const current = turn.toVersionId === null ? ways.at(-1) : undefined;
    const way = current ?? beginWay(session, turns, turn);
    if (!current) ways.push(way);
    if (passTurn(way, turn)) lastKind = turn.visits?.at(-1)?.[1] ?? null;
  }
  const rows = ways.map((way) => ({ ...way, pathId: toPathId(way.path) }));
  // A session without its turns is not counted.
  const last = rows.at(-1) ?? { ...NOWHERE, versionId: session.versionId };
  const standing = upTo < session.turnNo ? 'waiting' : toStanding(session, lastKind);
  const closed = isFinal(standing) ? rows : rows.slice(0, -1);
  return {
    sessionId,
    before: counted?.turnNo ?? 0,
    versionId: last.versionId,
    turnNo: upTo,
    hour: last.hour,
    pathId: last.pathId,
    standing,
    lastAt: last.lastAt,
    paths: rows.map(({ versionId, pathId, path }) => ({ versionId, id: pathId, path })),
    counts: closed.map(({ versionId, hour, pathId }, index) => {
      const stopped = standing === 'stopped' && index === rows.length - 1;
      return { versionId, hour, pathId, stopped };
    }),
    visits: ways.flatMap(toVisits),
  };
}

const NOWHERE = { hour: new Date(0), pathId: toPathId([]), lastAt: new Date(0) };

function beginWay(
  session: UncountedSession,
  turns: readonly TurnToCount[],
  { at, toVersionId }: TurnToCount,
): Way {
  const began = toVersionId ?? findFirstVersion(session, turns);
  const hour = new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS);
  return { versionId: began, hour, path: [], lastAt: at, passed: new Map() };
}

/** The version of the first of these turns: the one that the session was moved from first. */
export function findFirstVersion({ versionId }: UncountedSession, turns: readonly TurnToCount[]): string {
  return turns.find((turn) => turn.fromVersionId !== null)?.fromVersionId ?? versionId;
}

/** Keeps the paths of a session, all of whose turns up to this one are counted. */
export function keepPaths({ id, counted }: CountedSession): PathChange {
  const { path, turnNo, versionId, hour, standing, lastAt } = counted;
  return {
    ...{ sessionId: id, before: turnNo, turnNo, versionId, hour, standing, lastAt },
    ...{ pathId: toPathId(path), paths: [], counts: [], visits: [] },
  };
}

export type CountedSession = UncountedSession & { counted: NonNullable<UncountedSession['counted']> };

/** Adds the visits of a turn to a way; false when it has none. */
function passTurn(way: Way, { visits, at, toVersionId }: TurnToCount): boolean {
  // A session that is moved has passed the node that it stands at, which its turn names.
  const places = toVersionId === null ? listPlaces(visits ?? []) : toStand(visits?.[0]);
  if (places.length === 0) return false;
  way.path = extendPath(way.path, places);
  way.lastAt = at;
  for (const place of places) {
    way.passed.set(toNode(place), at);
    way.passed.set(place, at);
  }
  return true;
}

function toStand(visit: StoredVisit | undefined): string[] {
  return visit && visit[0] !== '' ? [visit[0]] : [];
}

/** Lists the places of visits in order: `<node>:<exit>`, and the node alone where the flow rests or ends. */
export function listPlaces(visits: readonly StoredVisit[]): string[] {
  return visits.flatMap(([nodeId, kind, exit, flow]) => {
    if (!isVisit({ nodeId, kind })) return [];
    const node = toNodeKey(flow ?? '', nodeId);
    return [exit === null ? node : `${node}:${exit}`];
  });
}

/** The node of a place; names of exits may have colons, those of nodes have none. */
export function toNode(place: string): string {
  return place.split(':', 1)[0] ?? place;
}

function toVisits({ versionId, passed }: Way): VisitRow[] {
  return [...passed].map(([place, lastAt]) => ({ versionId, place, lastAt }));
}

/** Where a session stands after its last turn; `lastKind` is the kind of the last node. */
function toStanding({ status, isWithPeople }: UncountedSession, lastKind: string | null): Standing {
  switch (status) {
    case 'completed':
      return lastKind === null || lastKind === 'end' ? 'finished' : 'stopped';
    case 'failed':
      return 'stopped';
    case 'ended':
    case 'expired':
      return isWithPeople ? 'finished' : 'stopped';
    case 'awaiting_input':
      return isWithPeople ? 'waiting' : 'silent';
    default:
      return 'waiting';
  }
}

export function isFinal(standing: Standing): boolean {
  return standing === 'stopped' || standing === 'finished';
}
