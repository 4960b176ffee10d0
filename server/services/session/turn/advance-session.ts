/*
 * The shell around the engine: read, run, commit.
 *
 * A1 Every step is one turn: computed from the row as it was read or left, kept only if nothing came between (else done
 *    again).
 * A2 A turn without calls is at most one read and one commit, which turns of other sessions may share; the steps of one
 *    advance are kept together or not at all.
 * A3 Calls are made after the commit, outside any transaction; their answer is the next event.
 * A4 What an answer, a timer or an arrival leads to and the end of its row are one commit; one that nothing waits for just
 *    ends.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { deleteEventArrival } from '@/server/db/domain-event/arrivals';
import { deleteEffect, type EffectRow } from '@/server/db/effect/store';
import type { MessageRow, SessionRow } from '@/server/db/session/row';
import { deleteTimer } from '@/server/db/timer/store';
import { commitTurn, type TurnCommit } from '@/server/db/turn/commit';
import type { Effect, EngineEvent, Outcome } from '@/server/engine/protocol';
import { traced } from '@/server/gateways/telemetry/traced';
import { domainError } from '@/server/shared/errors';
import type { BaseContext } from '../../context';
import { performCall } from '../effects/perform-call';
import { traceCall } from '../effects/trace-call';
import { requireSession } from '../require-session';
import { countTurns } from './count-turns';
import { makeTurn } from './make-turn';
import { priceModelUsage } from './price-model-usage';
import { type ExecutedStep, runSteps } from './run-steps';
import { takeTurnFromCache } from './take-turn-from-cache';
import type { TurnStep } from './turn-step';

export const TURN_SPAN = { name: 'turn', kind: 'internal' } as const;
const ATTEMPTS = 60;
const LONGEST_PAUSE_MS = 60;

export type AdvanceSession = {
  orgId: string;
  sessionId: string;
  /** What happens; a function decides by the row that is read, and may throw. */
  steps: readonly TurnStep[] | ((row: SessionRow) => readonly TurnStep[]);
  /** The session as it was read a moment ago, which saves reading it again. */
  known?: SessionRow | undefined;
  /** How the first try is kept; each further one is kept alone. */
  commit?: ((commit: TurnCommit) => Promise<boolean>) | undefined;
  /** Refuses with precondition_failed unless the session has this turn number. */
  ifTurn?: number | undefined;
  idempotencyKey?: string | undefined;
  endedEffect?: string;
  endedTimer?: string;
  endedArrival?: string;
  /** The input whose answers its caller gets in the response, and until when. */
  direct?: SessionRow['direct'];
};

export type UnchangedOutcome = Exclude<Outcome, { kind: 'applied' }>;

export type AdvanceResult =
  | { kind: 'applied'; row: SessionRow; messages: MessageRow[] }
  /** Nothing was changed: the flow had no use for the steps, refused one, or the session is finished. */
  | { kind: 'left'; row: SessionRow; outcome: UnchangedOutcome }
  /** The idempotency key was applied by another request. */
  | { kind: 'repeated' };

/** Takes steps to the next wait. Throws not_found, precondition_failed, and overloaded when others never let it in. */
export function advanceSession(platform: BaseContext, advance: AdvanceSession): Promise<AdvanceResult> {
  return traced(platform, TURN_SPAN, async (under, span) => {
    span.set('parley.org_id', advance.orgId);
    span.set('parley.session_id', advance.sessionId);
    const advanced = await advanceUntilKept(under, advance);
    span.set('parley.outcome', advanced.kind === 'applied' ? advanced.row.status : advanced.kind);
    return advanced;
  });
}

async function advanceUntilKept(platform: BaseContext, advance: AdvanceSession): Promise<AdvanceResult> {
  const { orgId, sessionId } = advance;
  const startedAt = performance.now();
  const spoken = await takeTurnFromCache(platform, advance);
  if (spoken) return finish(platform, spoken.commit, spoken.steps, startedAt);
  let before: SessionRow | null = null;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const tried = attempt === 0 ? advance : { ...advance, known: undefined, commit: undefined };
    const row: SessionRow = tried.known ?? (await requireSession(platform, { orgId, sessionId }));
    // The commit refused although nobody moved the session: then it was for the key.
    if (before && before.turnNo === row.turnNo && advance.idempotencyKey) return { kind: 'repeated' };
    before = row;
    if (!tried.known) platform.sessions.cache.validate(sessionId, row);
    const advanced = await takeTurns(platform, tried, row, startedAt);
    if (advanced?.kind === 'left') platform.meters.turn(advanced.outcome.kind, performance.now() - startedAt);
    if (advanced) return advanced;
    platform.meters.turnConflict();
    await sleep(Math.random() * Math.min(2 ** attempt, LONGEST_PAUSE_MS));
  }
  throw domainError('overloaded', { retryAfterMs: 1_000 });
}

async function takeTurns(
  platform: BaseContext,
  advance: AdvanceSession,
  before: SessionRow,
  startedAt: number,
): Promise<AdvanceResult | null> {
  const { ifTurn } = advance;
  if (ifTurn !== undefined && ifTurn !== before.turnNo) {
    throw domainError('precondition_failed', { current: `${before.turnNo}` });
  }
  const steps = typeof advance.steps === 'function' ? advance.steps(before) : advance.steps;
  if (before.finishedAt) return leave(platform, advance, before, { kind: 'refused', reason: 'finished' });
  const program = await platform.programs.get(before.orgId, before.versionId);
  const ran = runSteps(program, before.state, steps);
  if (ran.kind === 'left') return leave(platform, advance, before, ran.outcome);
  const priced = await priceModelUsage(platform, before.orgId, ran.steps);
  const commit = makeTurn(platform, {
    before,
    steps: priced,
    channel: before.channelId === null ? null : await platform.channels.get(before.orgId, before.channelId),
    idempotencyKey: advance.idempotencyKey ?? null,
    endedEffect: advance.endedEffect ?? null,
    endedTimer: advance.endedTimer ?? null,
    endedArrival: advance.endedArrival ?? null,
    direct: advance.direct ?? null,
  });
  const isKept = await (advance.commit?.(commit) ?? commitTurn(platform.db, commit));
  return isKept ? finish(platform, commit, ran.steps, startedAt) : null;
}

function finish(
  platform: BaseContext,
  commit: TurnCommit,
  steps: readonly ExecutedStep[],
  startedAt: number,
): AdvanceResult {
  const { session, messages } = commit;
  platform.sessions.cache.set(commit);
  finishCommit(platform, commit, steps, startedAt);
  return { kind: 'applied', row: session, messages };
}

/** Sees to what a commit of this process leaves to do at once: to count, watchers to wake, calls to make, webhooks to send. */
export function finishCommit(
  platform: BaseContext,
  commit: TurnCommit,
  steps: readonly ExecutedStep[],
  startedAt: number,
): void {
  const { session, extras } = commit;
  countTurns(platform, commit, performance.now() - startedAt);
  platform.sessions.notify(session.id, session.turnNo);
  if (extras && extras.deliveries.length > 0) platform.deliveries.wake();
  beginCalls(
    platform,
    session,
    steps.flatMap(({ result }) => result.effects),
  );
}

async function leave(
  { db, clock }: BaseContext,
  { endedEffect, endedTimer, endedArrival }: AdvanceSession,
  row: SessionRow,
  outcome: UnchangedOutcome,
): Promise<AdvanceResult> {
  const key = { orgId: row.orgId, sessionId: row.id };
  if (endedEffect !== undefined) await deleteEffect(db, { ...key, key: endedEffect });
  if (endedTimer !== undefined)
    await deleteTimer(db, { ...key, key: endedTimer, now: new Date(clock.now()) });
  if (endedArrival !== undefined) await deleteEventArrival(db, { ...key, eventId: endedArrival });
  return { kind: 'left', row, outcome };
}

/** Begins the calls of turns that this process has committed, and so leased. */
function beginCalls(platform: BaseContext, { orgId, id }: SessionRow, effects: readonly Effect[]): void {
  for (const effect of effects) {
    if (effect.type !== 'http.call') continue;
    beginCall(platform, { orgId, sessionId: id, key: effect.key, request: effect.request, attempts: 1 });
  }
}

/** Begins one call that this process holds the lease of; whatever stops it, another process takes it over. */
export function beginCall(platform: BaseContext, job: EffectRow): void {
  platform.sessions.calls.start(async (signal) => {
    try {
      const span = platform.tracer.start('effect', 'client');
      const under = { ...platform, tracer: span.tracer };
      const event = await traceCall(platform, job, span, () => performCall(under, job, signal));
      if (event) await deliver(under, job, event);
    } catch (err) {
      const { orgId, sessionId, key: effect } = job;
      const { requestId } = platform;
      platform.log.error({ err, requestId, orgId, sessionId, effect }, 'a call was left for later');
    }
  });
}

async function deliver(
  platform: BaseContext,
  { orgId, sessionId, key }: EffectRow,
  event: EngineEvent,
): Promise<void> {
  const advance = { orgId, sessionId, steps: [{ event }], endedEffect: key };
  await platform.sessions.mutex.runExclusive(sessionId, () => advanceSession(platform, advance));
}
