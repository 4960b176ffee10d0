/*
 * fork/as-recorded  A fork on the version that was recorded stands in exactly the state of its turn.
 * fork/nothing-happens  The turns that a fork takes over are not done again: nothing is called, sent or set off.
 */
import type { SessionRow } from '@/server/db/session/row';
import { commitFirstTurn } from '@/server/db/turn/commit';
import { compareReplays } from '@/server/engine/replay/compare';
import { compileRecording } from '@/server/engine/replay/compile-recording';
import { replay } from '@/server/engine/replay/drive';
import { cutSession, isFinished, type RecordedSession } from '@/server/engine/replay/recording';
import { type Replay, toNodeKey } from '@/server/engine/replay/replay-step';
import { findMismatch } from '@/server/engine/replay/verify';
import { domainError } from '@/server/shared/errors';
import { requireScope, type ServiceContext } from '../context';
import { storeTestVersion } from '../flow/version/store-test-version';
import { type StandInAnswers, standInsSchema } from '../replay/new-replay';
import { toStandIns } from '../replay/to-call-outcome';
import { requireValid } from '../require-valid';
import { requireSession } from '../session/require-session';
import { toSessionView } from '../session/to-view';
import { advanceSession, resumeAfterCall } from '../session/turn/advance-session';
import { describeTarget } from '../session/turn/mask-turn';
import type { SessionView } from '../session/view';
import { answerFromRecord } from './answer-from-record';
import type { ForkParting } from './fork-facts';
import { isSameVersion } from './is-same-version';
import { maskAnswers } from './mask-answers';
import { type Past, readOtherLines, readPast, replayPast, versionAfter } from './read-past';
import { type ForkVersion, readTarget } from './read-target';
import { toForkCommit } from './to-fork-commit';

export type ForkSession = {
  sessionId: string;
  /** The last turn that the fork takes over, from 1. */
  turn: number;
  version: ForkVersion;
  /** Answers for calls that nobody recorded; `standInsSchema` checks them. */
  standIns?: unknown;
};

/**
 * Why there is no fork: nobody recorded the answer of a call, the conversation is over by then, it goes on without end, or it
 * did not run as it was recorded. `turn` counts the turns up to there.
 */
type ForkStop = { turn: number } & (
  | { reason: 'needs_answer'; node: string; method: string; url: string }
  | { reason: 'finished'; status: string; failure: string | null }
  | { reason: 'too_long' | 'differs' }
);

export type Forked = { session: SessionView; stop: null } | { session: null; stop: ForkStop };

/**
 * Starts a test session that stands where another session stood after one of its turns. Throws not_found, invalid_request,
 * flow_invalid and limit_exceeded.
 */
export async function forkSession(ctx: ServiceContext, input: ForkSession): Promise<Forked> {
  const orgId = requireScope(ctx, 'flows:write');
  requireScope(ctx, 'sessions:read');
  const standIns = requireValid(standInsSchema, input.standIns ?? {}, ['standIns']);
  const row = await requireSession(ctx, { orgId, sessionId: input.sessionId });
  requireTurn(input.turn, row.turnNo);
  const past = await readPast(ctx, row);
  const session = cutBeforeEnd(past.recording, input.turn);
  const ranOn = versionAfter(past.recording, session);
  const target = await readTarget(ctx, { orgId, flowId: row.flowId, version: input.version, ranOn });
  const compiled = compileRecording(target.flows);
  if (!compiled.ok) throw domainError('not_found', { thing: 'version', id: row.versionId });
  const isSame = isSameVersion(ranOn, target.flows);
  const run = runTurns({ past, session, isSame, standIns }, compiled.program);
  if (run.stop) return { session: null, stop: run.stop };
  const { definition, links, version } = target;
  const versionId = await storeTestVersion(ctx, { orgId, flowId: row.flowId, definition, links });
  const facts = { sessionId: row.id, turn: session.turns.length, version, parting: run.parting };
  const others = await readOtherLines(ctx, row);
  const commit = toForkCommit(ctx, { row, versionId, facts, replay: run.replay, others });
  await commitFirstTurn(ctx.db, commit);
  const { wait } = commit.session.state;
  if (wait?.type === 'effect') answerFromRecord(ctx, commit.session, wait.effect, resumeAfterCall);
  return { session: toSessionView(await letGo(ctx, commit.session)), stop: null };
}

/** Lets a fork go on that a breakpoint held in the record: nobody set one for the test session. */
async function letGo(ctx: ServiceContext, row: SessionRow): Promise<SessionRow> {
  if (row.state.wait?.type !== 'held') return row;
  const event = { type: 'debug.released' as const, at: ctx.clock.now(), reason: 'removed' as const };
  const advanced = await advanceSession(ctx, { orgId: row.orgId, sessionId: row.id, steps: [{ event }] });
  return advanced.kind === 'applied' ? advanced.row : row;
}

function requireTurn(turn: number, last: number): void {
  if (Number.isInteger(turn) && turn >= 1 && turn <= last) return;
  const message = `must be a whole number from 1 to ${last}`;
  throw domainError('invalid_request', { issues: [{ path: ['turn'], message }] });
}

/** Cuts a session after a turn, and before the end that came from outside: a fork goes on from there. */
function cutBeforeEnd(recording: RecordedSession, turn: number): RecordedSession {
  const type = recording.turns[turn - 1]?.event.type;
  const isEnd = type === 'session.ended' || type === 'session.expired';
  return cutSession(recording, isEnd ? turn - 1 : turn);
}

type Turns = { past: Past; session: RecordedSession; isSame: boolean; standIns: StandInAnswers };
type Ran = { replay: Replay; parting: ForkParting | null; stop: null } | { stop: ForkStop };

function runTurns({ past, session, isSame, standIns }: Turns, program: Past['program']): Ran {
  const exact = replayPast(past, session);
  const mismatch = isSame ? findMismatch(session, exact) : null;
  if (mismatch) return { stop: { reason: 'differs', turn: mismatch.turn + 1 } };
  const mode = { type: 'what-if' as const, past: maskAnswers(exact), standIns: toStandIns(standIns) };
  const next = isSame ? exact : replay(program, session, mode);
  const stop = findStop(next);
  if (stop) return { stop };
  return { replay: next, parting: isSame ? null : findParting(exact, next), stop: null };
}

function findStop({ steps, stop }: Replay): ForkStop | null {
  const turn = steps.length;
  const last = steps.at(-1);
  if (stop.reason === 'needs_answer') {
    const { request, flow, nodeId } = stop;
    const node = toNodeKey(flow, nodeId);
    return { reason: 'needs_answer', turn, node, method: request.method, url: describeTarget(request) };
  }
  if (stop.reason === 'too_long') return { reason: 'too_long', turn };
  if (!last || !isFinished(last.status)) return null;
  const failure = last.result.state.failure?.message ?? null;
  return { reason: 'finished', turn, status: last.status, failure };
}

function findParting(past: Replay, next: Replay): ForkParting | null {
  const { parting } = compareReplays(past, next);
  const toPlace = (place: { step: number; node: string } | null) =>
    place && { turn: place.step + 1, node: place.node };
  return (
    parting && { difference: parting.difference, past: toPlace(parting.past), next: toPlace(parting.next) }
  );
}
