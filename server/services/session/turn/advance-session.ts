/*
 * The shell around the engine: read, run, commit.
 *
 * turn/once  A turn is computed from one row and committed only if no other turn came in between; else it is computed
 *     again.
 * turn/one-read-one-commit  A turn without calls takes at most one read and one commit, and other sessions may share
 *     these statements. The steps of one advance are committed together or not at all.
 * turn/calls-after-commit  Calls are made after the commit, outside any transaction; the answer is the next event.
 * turn/cause-ends-with-its-turn  The commit deletes the row of the call, timer or event that caused the turns. If the
 *     flow ignores the event, only that row is deleted.
 * cache/decides-nothing  A turn from the cached row counts only if the commit finds the session at that turn number, and
 *     only if the short statements are enough for it; else the session is read.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { EffectRow } from '@/server/db/effect/store';
import type { SessionRow } from '@/server/db/session/row';
import type { TurnCommit } from '@/server/db/turn/turn-commit';
import { traced } from '@/server/gateways/telemetry/traced';
import { domainError } from '@/server/shared/errors';
import { answerFromRecord } from '../../fork/answer-from-record';
import { isFork } from '../../fork/fork-facts';
import { cancelCall, startCall } from '../effects/start-call';
import type { CallEvent } from '../effects/to-call-event';
import { isOverdue, requireSession } from '../require-session';
import type { AdvanceResult, AdvanceSession, UnchangedOutcome } from './advance-request';
import { commitTogether } from './commit-together';
import { countTurns } from './count-turns';
import { deleteCause } from './delete-cause';
import { makeTurn } from './make-turn';
import type { ExecutedStep } from './run-steps';
import type { TurnDeps } from './turn-input';
import type { TurnStep } from './turn-step';

export const TURN_SPAN = { name: 'turn', kind: 'internal' } as const;
const ATTEMPTS = 60;
const LONGEST_PAUSE_MS = 60;

/**
 * Takes a session's steps up to the flow's next wait. Requests of this process to one session run one after the other.
 * Throws not_found, precondition_failed, and overloaded when turns of other processes keep coming first.
 */
export function advanceSession(deps: TurnDeps, advance: AdvanceSession): Promise<AdvanceResult> {
  const { orgId, sessionId } = advance;
  return deps.sessions.mutex.runExclusive(sessionId, () =>
    traced(deps, TURN_SPAN, async (under, span) => {
      span.set('parley.org_id', orgId);
      span.set('parley.session_id', sessionId);
      const result = await advanceUntilCommitted(under, advance);
      span.set('parley.outcome', result.kind === 'applied' ? result.row.status : result.kind);
      return result;
    }),
  );
}

async function advanceUntilCommitted(deps: TurnDeps, advance: AdvanceSession): Promise<AdvanceResult> {
  const startedAt = performance.now();
  const fromCache = await takeTurnFromCache(deps, advance, startedAt);
  if (fromCache) return fromCache;
  let before: SessionRow | null = null;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { known, commit } = attempt === 0 ? advance : {};
    const row: SessionRow = known ?? (await requireSession(deps, advance));
    // The commit was refused although no turn came in between, so it was refused for the key.
    if (before?.turnNo === row.turnNo && advance.idempotencyKey) return { kind: 'duplicate' };
    before = row;
    if (!known) deps.sessions.cache.validate(row.id, row);
    const result = await takeTurn(deps, advance, { row, commit }, startedAt);
    if (result) return result;
    deps.meters.turnConflict();
    await sleep(Math.random() * Math.min(2 ** attempt, LONGEST_PAUSE_MS));
  }
  throw domainError('overloaded', { retryAfterMs: 1_000 });
}

/**
 * Whether a request that sets a field may take its turn from the cached session (cache/decides-nothing). A new field of
 * AdvanceSession does not compile until it is listed here.
 */
const ALLOWS_CACHE: Readonly<Record<keyof AdvanceSession, boolean>> = {
  orgId: true,
  sessionId: true,
  steps: true,
  known: false,
  commit: false,
  ifTurn: false,
  idempotencyKey: false,
  cause: false,
  audit: false,
  syncReply: false,
};

const fields = Object.keys(ALLOWS_CACHE) as (keyof AdvanceSession)[];
const FIELDS_THAT_NEED_A_READ = fields.filter((field) => !ALLOWS_CACHE[field]);

/** Tells whether the turn may be taken from the cached session: its steps do not depend on the row, and nothing else is set. */
function allowsCache(advance: AdvanceSession): advance is AdvanceSession & { steps: readonly TurnStep[] } {
  if (typeof advance.steps === 'function') return false;
  return FIELDS_THAT_NEED_A_READ.every((field) => advance[field] === undefined || advance[field] === null);
}

/** Takes the turn from the cached row; null when that is not enough or not up to date: then nothing was done. */
async function takeTurnFromCache(
  deps: TurnDeps,
  advance: AdvanceSession,
  startedAt: number,
): Promise<AdvanceResult | null> {
  if (!allowsCache(advance)) return null;
  const { cache } = deps.sessions;
  const row = cache.get(advance);
  if (!row || isOverdue(row, deps.clock.now())) return null;
  const turn = await makeTurn(deps, row, advance.steps, advance);
  if (turn.kind === 'unchanged' || turn.commit.extras) return null;
  if (await deps.sessions.turns.commit(turn.commit))
    return finishTurn(deps, turn.commit, turn.steps, startedAt);
  cache.validate(row.id, null);
  return null;
}

/** Takes the turn from a row that was read; null when another turn came in between. */
async function takeTurn(
  deps: TurnDeps,
  advance: AdvanceSession,
  { row, commit }: { row: SessionRow; commit: AdvanceSession['commit'] },
  startedAt: number,
): Promise<AdvanceResult | null> {
  const { ifTurn } = advance;
  if (ifTurn !== undefined && ifTurn !== row.turnNo) {
    throw domainError('precondition_failed', { current: `${row.turnNo}` });
  }
  const steps = typeof advance.steps === 'function' ? advance.steps(row) : advance.steps;
  const turn = row.finishedAt ? FINISHED : await makeTurn(deps, row, steps, advance);
  if (turn.kind === 'made') {
    const entries = [...(advance.audit ? [advance.audit(row)] : []), ...turn.entries];
    const { patches } = turn;
    const isCommitted = await (entries.length > 0 || patches.length > 0
      ? commitTogether(deps, turn.commit, { entries, patches })
      : (commit?.(turn.commit) ?? deps.sessions.turns.commit(turn.commit)));
    return isCommitted ? finishTurn(deps, turn.commit, turn.steps, startedAt) : null;
  }
  await deleteCause(deps, row, advance.cause);
  deps.meters.turn(turn.outcome.kind, performance.now() - startedAt);
  return { kind: 'unchanged', row, outcome: turn.outcome };
}

const FINISHED: { kind: 'unchanged'; outcome: UnchangedOutcome } = {
  kind: 'unchanged',
  outcome: { kind: 'refused', reason: 'finished' },
};

function finishTurn(
  deps: TurnDeps,
  commit: TurnCommit,
  steps: readonly ExecutedStep[],
  startedAt: number,
): AdvanceResult {
  deps.sessions.cache.set(commit);
  finishCommit(deps, commit, steps, startedAt);
  return { kind: 'applied', row: commit.session, messages: commit.messages };
}

/** Does what follows a commit of this process: counts its turns, wakes watchers and webhooks, and starts its calls. */
export function finishCommit(
  deps: TurnDeps,
  commit: TurnCommit,
  steps: readonly ExecutedStep[],
  startedAt: number,
): void {
  const { session, extras } = commit;
  const { orgId, id: sessionId } = session;
  countTurns(deps, commit, performance.now() - startedAt);
  deps.sessions.notify(sessionId, session.turnNo);
  if (extras && extras.deliveries.length > 0) deps.deliveries.wake(orgId);
  for (const effect of steps.flatMap(({ result }) => result.effects)) {
    if (effect.type === 'call.cancel') cancelCall(deps, { orgId, sessionId, key: effect.key });
    if (effect.type !== 'http.call') continue;
    const { key, request } = effect;
    if (isFork(session)) answerFromRecord(deps, session, key, resumeAfterCall);
    else startCall(deps, { orgId, sessionId, key, request, attempts: 1 }, resumeAfterCall);
  }
}

/** Gives a session the result of a call. */
export async function resumeAfterCall(
  deps: TurnDeps,
  { orgId, sessionId, key }: Pick<EffectRow, 'orgId' | 'sessionId' | 'key'>,
  event: CallEvent,
): Promise<void> {
  await advanceSession(deps, { orgId, sessionId, steps: [{ event }], cause: { type: 'call', key } });
}
