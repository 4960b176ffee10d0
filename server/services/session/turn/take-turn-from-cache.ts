import { commitTurn, type TurnCommit } from '@/server/db/turn/commit';
import type { BaseContext } from '../../context';
import { isOverdue } from '../require-session';
import type { AdvanceSession } from './advance-session';
import { makeTurn } from './make-turn';
import { type ExecutedStep, runSteps } from './run-steps';
import type { TurnStep } from './turn-step';

export type TurnFromCache = { commit: TurnCommit; steps: ExecutedStep[] };

/**
 * Takes the turn of a session as this process left it, without reading it; null when there is more to the turn than to
 * speak, or the session is another by now: then nothing was done.
 */
export async function takeTurnFromCache(
  platform: BaseContext,
  advance: AdvanceSession,
): Promise<TurnFromCache | null> {
  const { sessions, clock, programs, db } = platform;
  const steps = toCacheableSteps(advance);
  const before = steps && sessions.cache.get(advance);
  if (!before || isOverdue(before, clock.now())) return null;
  const ran = runSteps(await programs.get(before.orgId, before.versionId), before.state, steps);
  if (ran.kind === 'left') return null;
  const commit = makeTurn(platform, { ...NOTHING_ELSE, before, steps: ran.steps });
  if (commit.extras) return null;
  if (await commitTurn(db, commit)) return { commit, steps: ran.steps };
  sessions.cache.validate(before.id, null);
  return null;
}

const NOTHING_ELSE = {
  channel: null,
  idempotencyKey: null,
  endedEffect: null,
  endedTimer: null,
  endedArrival: null,
};

/** The steps, where the row itself is not asked for anything and nothing else is to be kept with them. */
function toCacheableSteps({
  steps,
  known,
  commit,
  ifTurn,
  ...rest
}: AdvanceSession): readonly TurnStep[] | null {
  if (typeof steps === 'function') return null;
  const { idempotencyKey, endedEffect, endedTimer, endedArrival, direct } = rest;
  const more = [
    known,
    commit,
    ifTurn,
    idempotencyKey,
    endedEffect,
    endedTimer,
    endedArrival,
    direct ?? undefined,
  ];
  return more.every((each) => each === undefined) ? steps : null;
}
