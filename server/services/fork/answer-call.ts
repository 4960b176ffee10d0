import { z } from 'zod';
import { takeHeldEffect } from '@/server/db/effect/store';
import type { SessionRow } from '@/server/db/session/row';
import { toAnswerEvent } from '@/server/engine/replay/reactions';
import { domainError } from '@/server/shared/errors';
import { requireScope, type ServiceContext } from '../context';
import { answerSchema } from '../replay/new-replay';
import { toCallOutcome } from '../replay/to-call-outcome';
import { requireValid } from '../require-valid';
import { LEASE_SLACK_MS } from '../session/effects/call-lease';
import { openCall, type SealedCall } from '../session/effects/seal-call';
import { startCall } from '../session/effects/start-call';
import { requireSession } from '../session/require-session';
import { toSessionView } from '../session/to-view';
import { resumeAfterCall } from '../session/turn/advance-session';
import type { SessionView } from '../session/view';
import { findHeldCall } from './find-held-call';
import { requireFork } from './get-fork';
import { HELD_BY } from './held-calls';

export type AnswerCall = {
  sessionId: string;
  /** The key of the call that the fork waits for. */
  key: string;
  /** See `forkAnswerSchema`, which checks it. */
  answer: unknown;
};

/** The answer that the author types in, that of the session that is continued, or that of the real call. */
const forkAnswerSchema = z.discriminatedUnion('type', [
  answerSchema.extend({ type: z.literal('typed') }),
  z.strictObject({ type: z.literal('recorded') }),
  z.strictObject({ type: z.literal('real') }),
]);

/**
 * Answers the call that a fork waits for, or makes it. Throws not_found, invalid_request, and precondition_failed when the fork
 * waits for that call no more, when it is being made, or when nothing was recorded for it.
 */
export async function answerCall(
  ctx: ServiceContext,
  { sessionId, key, answer }: AnswerCall,
): Promise<SessionView> {
  const orgId = requireScope(ctx, 'flows:write');
  requireScope(ctx, 'sessions:write');
  const given = requireValid(forkAnswerSchema, answer, ['answer']);
  const row = await requireSession(ctx, { orgId, sessionId });
  requireFork(row);
  const { wait } = row.state;
  if (row.finishedAt || wait?.type !== 'effect' || wait.effect !== key) throw toConflict(row);
  if (given.type === 'real') await makeCall(ctx, row, key);
  else {
    const outcome = given.type === 'typed' ? toCallOutcome(given) : (await findHeldCall(ctx, row))?.answer;
    if (!outcome) throw toConflict(row);
    const event = { ...toAnswerEvent(key, outcome), at: ctx.clock.now() };
    await resumeAfterCall(ctx, { orgId, sessionId, key }, event);
  }
  return toSessionView(await requireSession(ctx, { orgId, sessionId }));
}

async function makeCall(ctx: ServiceContext, row: SessionRow, key: string): Promise<void> {
  const { db, clock, processId } = ctx;
  const call = { orgId: row.orgId, sessionId: row.id, key };
  const lease = { heldBy: HELD_BY, processId, nowMs: clock.now(), slackMs: LEASE_SLACK_MS };
  const taken = await takeHeldEffect<SealedCall>(db, { ...call, ...lease });
  if (!taken) throw toConflict(row);
  startCall(ctx, { ...taken, request: openCall(ctx, call, taken.request) }, resumeAfterCall);
}

function toConflict({ turnNo }: SessionRow): Error {
  return domainError('precondition_failed', { current: `${turnNo}` });
}
