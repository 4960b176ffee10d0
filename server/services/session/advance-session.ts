/*
 * The shell around the engine: read, run, commit.
 *
 * A1 One event is one turn: computed from the row that was read, kept only if nothing came between (else done again).
 * A2 A turn without calls is one read and one commit.
 * A3 Calls are made after the commit, outside any transaction; their answer is the next event.
 * A4 What an answer or a timer leads to and the end of its row are one commit; one that nothing waits for just ends.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { commitTurn } from '@/server/db/commit-turn';
import { dropEffect, type EffectRow } from '@/server/db/effect-store';
import type { MessageRow, SessionRow } from '@/server/db/session-row';
import { dropTimer } from '@/server/db/timer-store';
import type { Effect, EngineEvent, Outcome } from '@/server/engine/protocol';
import { run } from '@/server/engine/run';
import { domainError } from '@/server/shared/errors';
import type { Platform } from '../context';
import { makeTurn } from './make-turn';
import { performCall } from './perform-call';
import { requireSession } from './require-session';

const ATTEMPTS = 60;
const LONGEST_PAUSE_MS = 60;

export type Advance = {
  orgId: string;
  sessionId: string;
  event: EngineEvent;
  /** Refuses with precondition_failed unless the session has this turn number. */
  ifTurn?: number | undefined;
  idempotencyKey?: string | undefined;
  endedEffect?: string;
  endedTimer?: string;
};

export type Advanced =
  | { kind: 'applied'; row: SessionRow; messages: MessageRow[] }
  /** Nothing was changed: the flow had no use for the event, refused it, or the session is finished. */
  | { kind: 'left'; row: SessionRow; outcome: Exclude<Outcome, { kind: 'applied' }> }
  /** The idempotency key was applied by another request. */
  | { kind: 'repeated' };

/** Takes an event to the next wait. Throws not_found, precondition_failed, and overloaded when others never let it in. */
export async function advanceSession(platform: Platform, advance: Advance): Promise<Advanced> {
  const { orgId, sessionId } = advance;
  let before: SessionRow | null = null;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const row: SessionRow = await requireSession(platform, { orgId, sessionId });
    // The commit refused although nobody moved the session: then it was for the key.
    if (before && before.turnNo === row.turnNo && advance.idempotencyKey) return { kind: 'repeated' };
    before = row;
    const advanced = await takeTurn(platform, advance, row);
    if (advanced) return advanced;
    await sleep(Math.random() * Math.min(2 ** attempt, LONGEST_PAUSE_MS));
  }
  throw domainError('overloaded', { retryAfterMs: 1_000 });
}

async function takeTurn(platform: Platform, advance: Advance, before: SessionRow): Promise<Advanced | null> {
  const { event, ifTurn } = advance;
  if (ifTurn !== undefined && ifTurn !== before.turnNo) {
    throw domainError('precondition_failed', { current: `${before.turnNo}` });
  }
  if (before.finishedAt) return leave(platform, advance, before, { kind: 'refused', reason: 'finished' });
  const program = await platform.programs.get(before.orgId, before.versionId);
  const result = run(program, before.state, event);
  if (result.outcome.kind !== 'applied') return leave(platform, advance, before, result.outcome);
  const commit = makeTurn(platform, {
    before,
    event,
    result,
    idempotencyKey: advance.idempotencyKey ?? null,
    endedEffect: advance.endedEffect ?? null,
    endedTimer: advance.endedTimer ?? null,
  });
  if (!(await commitTurn(platform.db.pool, commit))) return null;
  platform.hub.notify(before.id, commit.turn.no);
  beginCalls(platform, commit.session, result.effects);
  return { kind: 'applied', row: commit.session, messages: commit.messages };
}

async function leave(
  { db }: Platform,
  { endedEffect, endedTimer }: Advance,
  row: SessionRow,
  outcome: Exclude<Outcome, { kind: 'applied' }>,
): Promise<Advanced> {
  const key = { orgId: row.orgId, sessionId: row.id };
  if (endedEffect !== undefined) await dropEffect(db.pool, { ...key, key: endedEffect });
  if (endedTimer !== undefined) await dropTimer(db.pool, { ...key, key: endedTimer });
  return { kind: 'left', row, outcome };
}

/** Begins the calls of a turn that this process has committed, and so leased. */
export function beginCalls(platform: Platform, { orgId, id }: SessionRow, effects: readonly Effect[]): void {
  for (const effect of effects) {
    if (effect.type !== 'http.call') continue;
    beginCall(platform, { orgId, sessionId: id, key: effect.key, request: effect.request, attempts: 1 });
  }
}

/** Begins one call that this process holds the lease of; whatever stops it, another process takes it over. */
export function beginCall(platform: Platform, job: EffectRow): void {
  platform.hub.calls.start(async (signal) => {
    try {
      const event = await performCall(platform, job, signal);
      if (event) await deliver(platform, job, event);
    } catch (err) {
      platform.log.error({ err, sessionId: job.sessionId, effect: job.key }, 'a call was left for later');
    }
  });
}

async function deliver(
  platform: Platform,
  { orgId, sessionId, key }: EffectRow,
  event: EngineEvent,
): Promise<void> {
  const advance = { orgId, sessionId, event, endedEffect: key };
  await platform.hub.lanes.run(sessionId, () => advanceSession(platform, advance));
}
