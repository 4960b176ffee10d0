import { commitFirstTurn } from '@/server/db/commit-turn';
import type { SessionRow } from '@/server/db/session-row';
import type { JsonObject } from '@/server/engine/json';
import { initialState, run } from '@/server/engine/run';
import type { ServiceContext } from '../context';
import { beginCalls } from './advance-session';
import { awaitReply, isSettled, toReply } from './await-reply';
import { makeTurn } from './make-turn';
import type { SessionReply } from './view';

export type NewSession = Pick<
  SessionRow,
  'orgId' | 'flowId' | 'versionId' | 'trial' | 'metadata' | 'channel' | 'externalId'
> & {
  variables: JsonObject;
  /** Life of the session in milliseconds; null for no end. */
  lifeMs: number | null;
};

/**
 * Begins a session of one version and replies with what it says first. Null when nothing was begun because the version
 * is not the published one any more or the idempotency key was applied by another request.
 */
export async function beginSession(
  ctx: ServiceContext,
  session: NewSession,
  waitMs: number,
): Promise<SessionReply | null> {
  const { orgId, versionId, variables } = session;
  const now = ctx.clock.now();
  const inputId = ctx.ids.uuid(now);
  const before = toUnbegun(session, ctx.ids.uuid(now), now);
  const program = await ctx.programs.get(orgId, versionId);
  const event = { type: 'started' as const, at: now, inputId, variables };
  const result = run(program, before.state, event);
  const idempotencyKey = ctx.idempotencyKey ?? null;
  const commit = makeTurn(ctx, {
    before,
    event,
    result,
    idempotencyKey,
    endedEffect: null,
    endedTimer: null,
  });
  if (!(await commitFirstTurn(ctx.db.pool, commit))) return null;
  beginCalls(ctx, commit.session, result.effects);
  if (isSettled(commit.session, inputId)) return toReply(commit.session, commit.messages, inputId);
  return awaitReply(ctx, { orgId, sessionId: before.id, inputId, afterSeq: 0, waitMs });
}

/** The row of a session that no turn was taken in yet. */
function toUnbegun({ variables: _, lifeMs, ...session }: NewSession, id: string, now: number): SessionRow {
  const at = new Date(now);
  return {
    ...session,
    id,
    status: 'running',
    state: initialState(id),
    turnNo: 0,
    messageCount: 0,
    createdAt: at,
    lastActivityAt: at,
    expiresAt: lifeMs === null ? null : new Date(now + lifeMs),
    finishedAt: null,
  };
}
