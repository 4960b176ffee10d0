import type { Migration } from '@/server/engine/replay/migrate';
import type { VersionRef } from '@/server/engine/replay/recording';
import { runInSlices } from '@/server/gateways/run-in-slices';
import type { MoveReason } from '@/server/shared/move-reasons';
import type { ServiceContext } from '../context';
import { readBatch } from '../replay/read-batches';
import { createTaskRunner, type ReplayResult, type ReplayTask } from '../replay/replay-task';
import type { MoveTarget } from './read-target';

/** A move that is computed and not committed; `beforeTurn` is the number of turns that were read. */
export type PlannedMove = Extract<Migration, { moved: true }> & {
  sessionId: string;
  beforeTurn: number;
  from: VersionRef;
};

/** Why a session stays. `turn` is the first one that differs, counted from 1, and `node` its node; null if none does. */
export type StayingSession = {
  moved: false;
  sessionId: string;
  reason: MoveReason;
  turn: number | null;
  node: string | null;
};

/** Sessions with more turns are replayed in the threads of replays; fewer take a few milliseconds. */
const MOST_TURNS_HERE = 300;

/** Computes the move of a session that has `turnNo` turns; writes nothing. */
export async function planMove(
  ctx: ServiceContext,
  {
    orgId,
    sessionId,
    turnNo,
    target,
  }: { orgId: string; sessionId: string; turnNo: number; target: MoveTarget },
): Promise<PlannedMove | StayingSession> {
  const places = [{ id: sessionId, turnNo }];
  const read = await readBatch(ctx, { orgId, isStored: true }, places, new Map());
  const [leftOut] = read.leftOut;
  if (leftOut) return stays(sessionId, leftOut.reason);
  const task: ReplayTask = { type: 'migrate', target: target.flows };
  const { inputs, versions } = read;
  const [result] =
    turnNo > MOST_TURNS_HERE
      ? await ctx.replays.runTask(task, async ([lane]) => (lane ? lane.run({ inputs, versions }) : []))
      : await runInSlices(createTaskRunner(task).runBatch({ inputs, versions }));
  return result ? toPlan(result) : stays(sessionId, 'no_transcript');
}

/** Makes the plan of the result of a session. */
export function toPlan(result: ReplayResult): PlannedMove | StayingSession {
  const { sessionId, versionId, turns: beforeTurn } = result;
  if (result.type !== 'migrated') return stays(sessionId, 'unreadable');
  const { migration, number } = result;
  if (!migration.moved) {
    const { reason, parting } = migration;
    const node = parting && (parting.past ?? parting.next);
    return { ...stays(sessionId, reason), turn: parting && parting.turn + 1, node };
  }
  return { ...migration, sessionId, beforeTurn, from: { id: versionId, number } };
}

/** A session that stays for a reason that its turns do not show. */
export function stays(sessionId: string, reason: MoveReason): StayingSession {
  return { moved: false, sessionId, reason, turn: null, node: null };
}
