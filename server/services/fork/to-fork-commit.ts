import type { SessionRow } from '@/server/db/session/row';
import { NO_EXTRAS, type TurnCommit, type TurnExtras } from '@/server/db/turn/turn-commit';
import type { EngineEvent } from '@/server/engine/protocol';
import type { Replay, ReplayStep } from '@/server/engine/replay/replay-step';
import { initialState } from '@/server/engine/run';
import { FORK_CHANNEL } from '@/server/shared/fork-channel';
import type { ServiceContext } from '../context';
import { toNewRow } from '../session/create-session';
import { sealCall } from '../session/effects/seal-call';
import { TEST_LIFE_MS } from '../session/start-test-session';
import { toCommit } from '../session/turn/make-turn';
import type { ExecutedStep } from '../session/turn/run-steps';
import { QUIET_TIMER, type TranscriptLine } from '../session/turn/turn-step';
import { type ForkFacts, toForkMetadata } from './fork-facts';
import { HELD_UNTIL } from './held-calls';

type NewFork = {
  /** The session that it continues. */
  row: SessionRow;
  versionId: string;
  facts: ForkFacts;
  replay: Replay;
  /** What people said in each recorded turn, by its number. */
  others: ReadonlyMap<number, TranscriptLine[]>;
};

/** Makes the commit of a fork: its turns as they ran, and the call or the timer that it waits for. */
export function toForkCommit(
  ctx: ServiceContext,
  { row, versionId, facts, replay, others }: NewFork,
): TurnCommit {
  const now = ctx.clock.now();
  const metadata = toForkMetadata(facts);
  const place = {
    orgId: row.orgId,
    flowId: row.flowId,
    versionId,
    externalId: null,
    metadata,
    environment: row.environment,
  };
  const session = { ...place, isTest: true, channel: FORK_CHANNEL, variables: {}, lifeMs: TEST_LIFE_MS };
  const fresh = toNewRow(session, {}, ctx.ids.uuid(now), now);
  const commit = toReplayedCommit(ctx, { fresh, seed: row.state.seed, replay, others });
  return { ...commit, extras: toOpenExtras(ctx, commit.session, replay.steps, now) };
}

type Replayed = Pick<NewFork, 'replay' | 'others'> & {
  /** The session without turns. */
  fresh: SessionRow;
  seed: string;
};

/** Makes the turns and messages of a replay, as a session stores them. */
export function toReplayedCommit(ctx: ServiceContext, { fresh, seed, replay, others }: Replayed): TurnCommit {
  // It draws the same lots as the session that was recorded.
  const before = { ...fresh, state: initialState(seed) };
  const steps = replay.steps.map((step) => toExecuted(step, others));
  return toCommit(ctx, { before, steps, channel: null, titles: null, request: {} });
}

function toExecuted({ turn, event, result }: ReplayStep, others: NewFork['others']): ExecutedStep {
  const lines = turn === null ? undefined : (others.get(turn + 1) ?? []);
  // `cutBeforeEnd` has left out the events that end a session.
  return { step: { event: event as EngineEvent, ...(lines && { lines }) }, result };
}

/** The call that is open, held for its author, and the timer with the time that it had left. */
function toOpenExtras(
  ctx: ServiceContext,
  { orgId, id: sessionId, state: { wait, quiet } }: SessionRow,
  steps: readonly ReplayStep[],
  now: number,
): TurnExtras {
  const lastAt = steps.at(-1)?.event.at ?? now;
  const extras: TurnExtras = { ...NO_EXTRAS, effects: [], timers: [] };
  for (const effect of steps.flatMap(({ result }) => result.effects)) {
    const { key } = effect;
    if (effect.type === 'http.call' && wait?.type === 'effect' && wait.effect === key)
      extras.effects.push({
        key,
        request: sealCall(ctx, { orgId, sessionId, key }, effect.request),
        leaseUntil: HELD_UNTIL,
      });
    if (effect.type === 'timer.set' && wait && 'timer' in wait && wait.timer === key)
      extras.timers.push({ key, dueAt: new Date(now + Math.max(0, effect.dueAt - lastAt)) });
  }
  if (quiet)
    extras.timers.push({ key: QUIET_TIMER, dueAt: new Date(now + Math.max(0, quiet.until - lastAt)) });
  return extras;
}
