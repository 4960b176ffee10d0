/*
 * Moves the live sessions of a flow to a version, for a request that a worker has.
 *
 * migration/resumed: a request whose worker died goes on where it was: sessions that were moved are not tried again, and count.
 */
import { countRecordedPlaces } from '@/server/db/session/recorded';
import { type ClaimedMigration, countMoved } from '@/server/db/session-migration/store';
import { LIVE_STATUSES } from '@/server/db/statement/checked-values';
import type { ServiceContext } from '../context';
import type { JobWork } from '../job/job-runner';
import { type ReplaySelection, toListing } from '../replay/read-batches';
import { readVersionFlows } from '../replay/replay-flows';
import { replaySessions } from '../replay/replay-sessions';
import { finishMove, writeMove } from './commit-move';
import { tryToMove } from './move-session';
import { type PlannedMove, type StayingSession, toPlan } from './plan-move';
import type { MoveTarget } from './read-target';
import { createMoveTally, type MoveTally } from './tally-moves';
import { type MigrationFindings, toFindings } from './view';

/** The most sessions that one request tries, the newest first. */
const MOST_SESSIONS = 100_000;

type Moving = {
  ctx: ServiceContext;
  job: ClaimedMigration;
  target: MoveTarget;
  signal: AbortSignal;
  /** Sessions to read again once the threads are free: a long one is replayed in them, too (replay/one-at-a-time). */
  again: string[];
};

/** Tries to move every live session of the flow that does not run the version yet. */
export const moveLiveSessions: JobWork<ClaimedMigration, MigrationFindings> = async (
  platform,
  job,
  { signal, report },
) => {
  const { orgId, flowId, versionId, versionNumber: number, moved } = job;
  const ctx: ServiceContext = { ...platform, actor: { type: 'system', orgId } };
  const flows = await readVersionFlows(ctx, orgId, versionId);
  if (!flows) throw new Error('The version does not exist.');
  const target = { version: { id: versionId, number }, flows };
  const moving: Moving = { ctx, job, signal, target, again: [] };
  const sessions: ReplaySelection = {
    ...{ flowId, most: MOST_SESSIONS, isTest: false, status: LIVE_STATUSES, exceptVersionId: versionId },
  };
  const total = moved + (await countRecordedPlaces(ctx.db, toListing(orgId, sessions)));
  const tally = createMoveTally(moved, toFindings(job.result).movedExamples);
  const tell = () => report({ done: tally.count(), total, result: tally.sum() });
  tell();
  await replaySessions(ctx, {
    ...{ task: { type: 'migrate', target: flows }, sessions, signal },
    onResult: async (result) => {
      await settle(moving, toPlan(result), tally);
      tell();
    },
    onLeftOut: async (session) => {
      await settle(moving, { moved: false, turn: null, node: null, ...session }, tally);
      tell();
    },
  });
  for (const sessionId of moving.again) {
    signal.throwIfAborted();
    addTo(tally, await tryToMove(ctx, { orgId, sessionId, target, commit: toCommit(moving) }));
    tell();
  }
  signal.throwIfAborted();
  return { total: tally.count(), result: tally.sum() };
};

/** Commits a plan. A session that took a turn meanwhile, or seems to lack its turns because it did, is left for later. */
async function settle(moving: Moving, plan: PlannedMove | StayingSession, tally: MoveTally): Promise<void> {
  const { ctx, signal, again } = moving;
  signal.throwIfAborted();
  const { sessionId } = plan;
  if (!plan.moved) {
    if (plan.reason === 'not_reproducible' || plan.reason === 'no_transcript') again.push(sessionId);
    else tally.addStaying(plan);
    return;
  }
  const commit = toCommit(moving);
  if (!(await ctx.sessions.mutex.runExclusive(sessionId, () => commit(plan)))) {
    again.push(sessionId);
    return;
  }
  finishMove(ctx, plan);
  tally.addMoved(sessionId);
}

function addTo(tally: MoveTally, result: PlannedMove | StayingSession): void {
  if (result.moved) tally.addMoved(result.sessionId);
  else tally.addStaying(result);
}

function toCommit({ ctx, job, target }: Moving): (plan: PlannedMove) => Promise<boolean> {
  return (plan) => commitCounted(ctx, job, plan, target);
}

function commitCounted(
  ctx: ServiceContext,
  { orgId, id }: ClaimedMigration,
  plan: PlannedMove,
  { version: to }: MoveTarget,
): Promise<boolean> {
  return ctx.db.transaction(async (tx) => {
    if (!(await writeMove(tx, ctx, { orgId, plan, to }))) return false;
    if (await countMoved(tx, { orgId, id, processId: ctx.processId })) return true;
    throw new Error('This process does not have the request any more.');
  });
}
