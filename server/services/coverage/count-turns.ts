import {
  listTurnsToCount,
  listUncountedSessions,
  type TurnToCount,
  type UncountedSession,
} from '@/server/db/coverage/uncounted';
import { type CoverageChange, writeCoverage } from '@/server/db/coverage/write';
import { groupBy } from '@/server/shared/group-by';
import type { Platform } from '../context';
import { countOutcome } from './count-outcome';
import { type CountedSession, countSession, findFirstVersion, isFinal, keepPaths } from './count-session';

export const LOWEST_ID = '00000000-0000-0000-0000-000000000000';

/** The turns of one session, and of all sessions, that are counted at once. */
const MOST_TURNS = 5_000;
const BATCH_TURNS = 1_000;
const PAGE_SESSIONS = 2_000;

export type CountedPage = { lastId: string | null; sessions: number; turns: number };

type Deps = Pick<Platform, 'db' | 'clock'>;

/**
 * Counts the turns of the sessions of an organization whose ids come next after `afterId`; `lastId` is null after the last
 * page.
 */
export async function countPage(
  deps: Deps,
  { orgId, afterId }: { orgId: string; afterId: string },
): Promise<CountedPage> {
  const page = await listUncountedSessions(deps.db, { orgId, afterId, limit: PAGE_SESSIONS });
  const done = { lastId: page.lastId, sessions: 0, turns: 0 };
  for (const batch of divide(page.sessions)) {
    done.sessions += await countBatch(deps, orgId, batch);
    done.turns += batch.reduce((sum, session) => sum + toUpTo(session) - toBefore(session), 0);
  }
  return done;
}

/** Counts all uncounted turns of an organization; returns the number of turns. */
export async function countTurns(deps: Deps, orgId: string): Promise<number> {
  let turns = 0;
  for (let afterId: string | null = LOWEST_ID; afterId !== null; ) {
    const page: CountedPage = await countPage(deps, { orgId, afterId });
    turns += page.turns;
    afterId = page.lastId;
  }
  return turns;
}

async function countBatch(
  { db, clock }: Deps,
  orgId: string,
  sessions: readonly UncountedSession[],
): Promise<number> {
  const ranges = sessions.map((session) => ({
    id: session.id,
    after: toBefore(session),
    upTo: toUpTo(session),
  }));
  const turns = groupBy(await listTurnsToCount(db, { orgId, ranges }), ({ sessionId }) => sessionId);
  const changes = sessions.map((session) => countOne(session, turns.get(session.id) ?? []));
  return writeCoverage(db, { orgId, changes, at: new Date(clock.now()) });
}

function countOne(session: UncountedSession, turns: readonly TurnToCount[]): CoverageChange {
  const upTo = toUpTo(session);
  const firstVersionId = findFirstVersion(session, turns);
  const { turnNo, outcomeNo } = session.counted ?? NOT_COUNTED;
  const outcome = countOutcome(session, after(turns, outcomeNo), { firstVersionId, upTo });
  const paths = hasPaths(session, upTo)
    ? keepPaths(session)
    : countSession(session, after(turns, turnNo), upTo);
  return { ...paths, ...outcome };
}

const NOT_COUNTED = { turnNo: 0, outcomeNo: 0 };

function after(turns: readonly TurnToCount[], turnNo: number): readonly TurnToCount[] {
  return turns.filter(({ no }) => no > turnNo);
}

// Outcomes of turns that an earlier version counted are counted later than their paths.
function hasPaths(session: UncountedSession, upTo: number): session is CountedSession {
  const { counted } = session;
  return counted !== null && (upTo <= counted.turnNo || isFinal(counted.standing));
}

function toBefore({ counted }: UncountedSession): number {
  return Math.min(counted?.turnNo ?? 0, counted?.outcomeNo ?? 0);
}

function toUpTo(session: UncountedSession): number {
  return Math.min(session.turnNo, toBefore(session) + MOST_TURNS);
}

function* divide(sessions: readonly UncountedSession[]): Generator<UncountedSession[]> {
  let batch: UncountedSession[] = [];
  let turns = 0;
  for (const session of sessions) {
    const own = toUpTo(session) - toBefore(session);
    if (batch.length > 0 && turns + own > BATCH_TURNS) {
      yield batch;
      batch = [];
      turns = 0;
    }
    batch.push(session);
    turns += own;
  }
  if (batch.length > 0) yield batch;
}
