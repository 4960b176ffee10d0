import type { MessageRow, SessionRow } from '@/server/db/session/row';
import { commitFirstTurn, type ThreadMove, type TurnCommit } from '@/server/db/turn/commit';
import type { JsonObject } from '@/server/engine/json';
import type { EngineEvent } from '@/server/engine/protocol';
import { initialState } from '@/server/engine/run';
import { traced } from '@/server/gateways/telemetry/traced';
import type { ServiceContext } from '../context';
import { awaitReply, isSettled, toReply } from './reply/await-reply';
import { toRefusalError } from './reply/refusal-error';
import type { UnchangedOutcome } from './turn/advance-request';
import { finishCommit, TURN_SPAN } from './turn/advance-session';
import { makeTurn } from './turn/make-turn';
import type { TurnStep } from './turn/turn-step';
import type { SessionReply } from './view';

export type NewSession = Pick<
  SessionRow,
  'orgId' | 'flowId' | 'versionId' | 'trial' | 'metadata' | 'channel' | 'externalId'
> & {
  /** Chosen by whoever must find the session again; else made. */
  id?: string;
  /** How many events led to it; 0 unless told. */
  eventDepth?: number;
  variables: JsonObject;
  /** What a visitor's page sent of itself. */
  visitor?: JsonObject;
  /** Life of the session in milliseconds; null for no end. */
  lifeMs: number | null;
};

/** Where a session belongs, and what else happens in its first commit. */
export type NewSessionOptions = Partial<
  Pick<SessionRow, 'channelId' | 'threadId' | 'roomId' | 'pauseMs' | 'direct'>
> & {
  thread?: ThreadMove;
  /** What the start itself writes into the transcript, and how it is counted. */
  started?: Omit<TurnStep, 'event'>;
  /** What happens after the start, in the same commit. */
  then?: readonly TurnStep[];
  inputId?: string;
};

export type CreatedSession = { row: SessionRow; messages: MessageRow[]; inputId: string };

/**
 * Begins a session of one version and replies with what it says first. Null when nothing was begun because the version
 * is not the published one any more or the idempotency key was applied by another request.
 */
export async function createSession(
  ctx: ServiceContext,
  session: NewSession,
  waitMs: number,
): Promise<SessionReply | null> {
  const begun = await commitNewSession(ctx, session, {});
  if (!begun) return null;
  const { row, messages, inputId } = begun;
  if (isSettled(row, inputId)) return toReply(row, messages, inputId);
  return awaitReply(ctx, { orgId: row.orgId, sessionId: row.id, inputId, afterSeq: 0, waitMs });
}

/** Begins a session and keeps it; null as with `createSession`, and when its thread is held by another session by now. */
export function commitNewSession(
  ctx: ServiceContext,
  session: NewSession,
  beginning: NewSessionOptions,
): Promise<CreatedSession | null> {
  return traced(ctx, TURN_SPAN, async (under, span) => {
    const begun = await takeFirstTurn(under, session, beginning);
    span.set('parley.org_id', session.orgId);
    if (begun) span.set('parley.session_id', begun.row.id);
    span.set('parley.outcome', begun ? begun.row.status : 'duplicate');
    return begun;
  });
}

async function takeFirstTurn(
  ctx: ServiceContext,
  session: NewSession,
  beginning: NewSessionOptions,
): Promise<CreatedSession | null> {
  const startedAt = performance.now();
  const now = ctx.clock.now();
  const inputId = beginning.inputId ?? ctx.ids.uuid(now);
  const before = toNewRow(session, beginning, session.id ?? ctx.ids.uuid(now), now);
  const steps = [
    { ...beginning.started, event: toStarted(session, inputId, now) },
    ...(beginning.then ?? []),
  ];
  const { idempotencyKey } = ctx;
  const turn = await makeTurn(ctx, before, steps, { idempotencyKey, syncReply: before.direct });
  if (turn.kind === 'unchanged') throw toStartRefusal(before, turn.outcome);
  const { commit } = turn;
  if (!(await keepStart(ctx, commit, beginning.thread ?? null))) return null;
  finishCommit(ctx, commit, turn.steps, startedAt);
  ctx.touch?.(commit.session.id);
  return { row: commit.session, messages: commit.messages, inputId };
}

function toStarted({ variables, visitor = {} }: NewSession, inputId: string, at: number): EngineEvent {
  const isVisited = Object.keys(visitor).length > 0;
  return { type: 'started', at, inputId, variables, ...(isVisited && { visitor }) };
}

function keepStart(ctx: ServiceContext, commit: TurnCommit, thread: ThreadMove | null): Promise<boolean> {
  const isPlain = commit.extras === null && thread === null;
  return isPlain ? ctx.sessions.starts.commit(commit) : commitFirstTurn(ctx.db, commit, thread);
}

// A flow takes every start; what may be refused is what was sent along.
function toStartRefusal(before: SessionRow, outcome: UnchangedOutcome): Error {
  return outcome.kind === 'refused'
    ? toRefusalError(before, outcome)
    : new Error(`a session did not start: ${outcome.reason}`);
}

/**
 * The row of a session that no turn was taken in yet. Its columns are named one by one: with "the rest" of an object, making
 * it and whatever is made of it later takes many times as long.
 */
function toNewRow(session: NewSession, beginning: NewSessionOptions, id: string, now: number): SessionRow {
  const { lifeMs } = session;
  const at = new Date(now);
  return {
    orgId: session.orgId,
    id,
    flowId: session.flowId,
    versionId: session.versionId,
    status: 'running',
    trial: session.trial,
    channel: session.channel,
    externalId: session.externalId,
    metadata: session.metadata,
    state: initialState(id),
    turnNo: 0,
    messageCount: 0,
    createdAt: at,
    lastActivityAt: at,
    expiresAt: lifeMs === null ? null : new Date(now + lifeMs),
    finishedAt: null,
    channelId: beginning.channelId ?? null,
    threadId: beginning.threadId ?? null,
    roomId: beginning.roomId ?? null,
    waitingSince: null,
    pauseNo: 0,
    pauseMs: beginning.pauseMs ?? null,
    direct: beginning.direct ?? null,
    awaitedEvent: null,
    assigneeId: null,
    hops: session.eventDepth ?? 0,
  };
}
