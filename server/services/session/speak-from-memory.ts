import { commitTurn, type TurnCommit } from '@/server/db/turn/commit';
import type { Acting } from '../context';
import type { Advance } from './advance-session';
import { makeTurn } from './make-turn';
import { isOverdue } from './require-session';
import { type RanStep, runSteps } from './run-steps';
import type { TurnStep } from './turn-step';

export type Spoken = { commit: TurnCommit; steps: RanStep[] };

/**
 * Takes the turn of a session as this process left it, without reading it; null when there is more to the turn than to
 * speak, or the session is another by now: then nothing was done.
 */
export async function speakFromMemory(platform: Acting, advance: Advance): Promise<Spoken | null> {
  const { hub, clock, programs, db } = platform;
  const steps = toPlainSteps(advance);
  const before = steps && hub.memory.recall(advance);
  if (!before || isOverdue(before, clock.now())) return null;
  const ran = runSteps(await programs.get(before.orgId, before.versionId), before.state, steps);
  if (ran.kind === 'left') return null;
  const commit = makeTurn(platform, { ...NOTHING_ELSE, before, steps: ran.steps });
  if (commit.extras) return null;
  if (await commitTurn(db.pool, commit)) return { commit, steps: ran.steps };
  hub.memory.learn(before.id, null);
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
function toPlainSteps({ steps, known, keep, ifTurn, ...rest }: Advance): readonly TurnStep[] | null {
  if (typeof steps === 'function') return null;
  const { idempotencyKey, endedEffect, endedTimer, endedArrival, direct } = rest;
  const more = [
    known,
    keep,
    ifTurn,
    idempotencyKey,
    endedEffect,
    endedTimer,
    endedArrival,
    direct ?? undefined,
  ];
  return more.every((each) => each === undefined) ? steps : null;
}
