import type { SessionRow, TokenUsage } from '@/server/db/session/row';
import { findThreadById, type ThreadRow } from '@/server/db/thread/store';
import type { Json, JsonObject } from '@/server/engine/json';
import { domainError } from '@/server/shared/errors';
import { requireStorable } from '@/server/shared/require-storable';
import type { ServiceContext } from '../../context';
import { toRefusalError } from '../../session/reply/refusal-error';
import { requireSession } from '../../session/require-session';
import { advanceSession } from '../../session/turn/advance-session';
import { toInboundLine } from '../../session/turn/transcript-lines';
import type { TurnStep } from '../../session/turn/turn-step';
import type { SessionView } from '../../session/view';
import { requireChannelAccess, requireOpenChannel, requireOwnThread } from '../access';
import { attributeCallerData } from '../caller-data/caller-data';
import { saveCallerData } from '../caller-data/save-caller-data';
import { toCallerDataSteps } from '../caller-data/to-caller-data-steps';
import { awaitThreadReply } from '../send/await-thread-reply';
import type { ThreadReply } from '../view';
import { parseWaitToken, toWaitToken } from './wait-token';

export type ResumeWait = {
  sessionId: string;
  waitToken: string;
  /** The answer as data; for a form, an object of its fields. */
  value?: Json;
  /** The text of the answer in the transcript; by default derived from the value. */
  text?: string;
  variables?: JsonObject;
  /** Data from a visitor's page; undefined when a server is the caller. */
  visitor?: JsonObject;
  /** The priced usage of the caller's own model. */
  usage?: TokenUsage;
  waitMs: number;
};

/** Creates the token for a session's current wait; null when it does not wait for an answer. */
export function makeWaitToken({ secrets }: ServiceContext, session: SessionView): string | null {
  if (session.status !== 'awaiting_input') return null;
  return toWaitToken(secrets, session.id, session.waitTurnNo);
}

/**
 * Answers the wait of a token, once. Throws wait_token_invalid when the wait is over or the token belongs to another
 * session, not_found, channel_disabled.
 */
export async function resumeWait(ctx: ServiceContext, sent: ResumeWait): Promise<ThreadReply> {
  const input = attributeCallerData(ctx.actor, sent);
  const { sessionId, waitToken, value = null, text = readable(value), variables = {}, visitor = {} } = input;
  requireStorable({ value, text, variables, visitor }, ['values']);
  const { orgId } = ctx.actor;
  const known = await requireThreadOf(ctx, sessionId);
  const waitTurnNo = parseWaitToken(ctx.secrets, sessionId, waitToken);
  if (waitTurnNo === null) throw domainError('wait_token_invalid', { reason: 'malformed' });
  const inputId = ctx.ids.uuid(ctx.clock.now());
  const answer = { ...input, value, text, inputId, at: ctx.clock.now() };
  const advanced = await advanceSession(ctx, {
    orgId,
    sessionId,
    idempotencyKey: ctx.idempotencyKey,
    steps: (row) => {
      requirePause(row, waitTurnNo);
      return toSteps(answer, row);
    },
  });
  if (advanced.kind === 'duplicate') throw domainError('idempotency_running', { retryAfterMs: 1_000 });
  const { row } = advanced;
  if (advanced.kind === 'unchanged' && advanced.outcome.kind === 'refused')
    throw toRefusalError(row, advanced.outcome);
  const isApplied = advanced.kind === 'applied';
  const thread = isApplied ? await saveCallerData(ctx, known, input) : known;
  const messages = isApplied ? advanced.messages : [];
  return awaitThreadReply(ctx, input, { thread, row, messages, isNew: false, inputId });
}

async function requireThreadOf(ctx: ServiceContext, sessionId: string): Promise<ThreadRow> {
  const { orgId } = ctx.actor;
  const { threadId } = await requireSession(ctx, { orgId, sessionId });
  const thread = threadId && (await findThreadById(ctx.db, { orgId, threadId }));
  if (!thread) throw domainError('not_found', { thing: 'session', id: sessionId });
  requireChannelAccess(ctx, 'sessions:write', thread.channelId);
  requireOwnThread(ctx, thread);
  await requireOpenChannel(ctx, orgId, thread.channelId);
  return thread;
}

function requirePause({ status, waitTurnNo }: SessionRow, wanted: number): void {
  if (status === 'expired') throw domainError('wait_token_invalid', { reason: 'expired' });
  if (status !== 'awaiting_input' || waitTurnNo !== wanted) {
    throw domainError('wait_token_invalid', { reason: 'used' });
  }
}

type Answer = Required<Pick<ResumeWait, 'value' | 'text'>> &
  Pick<ResumeWait, 'usage' | 'variables' | 'visitor'> & { inputId: string; at: number };

function toSteps({ inputId, at, text, value, usage, ...brought }: Answer, row: SessionRow): TurnStep[] {
  const event = { type: 'message' as const, at, inputId, text, ...(value !== null && { value }) };
  const lines = [toInboundLine({ type: 'text', text, ...(value !== null && { value }) }, text, inputId)];
  return [...toCallerDataSteps(brought, row, at), { event, lines, usage: usage ?? null }];
}

/** Renders a value as text. */
function readable(value: Json): string {
  if (value === null) return '';
  if (Array.isArray(value)) return value.map(readable).join(', ');
  if (typeof value === 'object') return Object.values(value).map(readable).filter(Boolean).join('\n');
  return String(value);
}
