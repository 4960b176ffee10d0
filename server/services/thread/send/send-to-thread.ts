import type { SessionRow } from '@/server/db/session/row';
import { findHeldThread, type ThreadContact, type ThreadRow } from '@/server/db/thread/store';
import type { JsonObject } from '@/server/engine/json';
import { domainError } from '@/server/shared/errors';
import { requireStorable } from '@/server/shared/require-storable';
import type { ChannelFacts } from '../../channel/channel-facts';
import { addContactFacts, toContactFacts, toIntroduction } from '../../contact/contact-facts';
import type { ServiceContext } from '../../context';
import { toRefusalError } from '../../session/reply/refusal-error';
import { expireIfOverdue } from '../../session/require-session';
import { advanceSession } from '../../session/turn/advance-session';
import type { TurnStep } from '../../session/turn/turn-step';
import { requireChannelAccess, requireOpenChannel, requireOwnThread } from '../access';
import { attributeCallerData } from '../caller-data/caller-data';
import { saveCallerData } from '../caller-data/save-caller-data';
import { toCallerDataSteps } from '../caller-data/to-caller-data-steps';
import { addRegional, toRegional } from '../caller-data/to-regional';
import type { ThreadReply } from '../view';
import { awaitThreadReply } from './await-thread-reply';
import { toEntrySteps } from './entry-steps';
import { type PreparedSend, type SendResult, type SendToThread, toDirect } from './send-request';
import { startSessionInThread } from './start-session-in-thread';

const ATTEMPTS = 20;
/**
 * Sends entries into a thread and advances its session to the next wait; starts a session when none is running. All
 * entries commit together. Throws not_found, channel_disabled, flow_not_published, inbox_full, limit_exceeded.
 */
export async function sendToThread(ctx: ServiceContext, sent: SendToThread): Promise<ThreadReply> {
  const input = attributeCallerData(ctx.actor, sent);
  const orgId = requireChannelAccess(ctx, 'sessions:write', input.channelId);
  const { channelId, externalId, entries, variables = {}, visitor = {}, profile = {}, trigger = {} } = input;
  requireStorable({ externalId, entries, variables, visitor, profile, trigger } as unknown as JsonObject, [
    'thread',
  ]);
  const channel = await requireOpenChannel(ctx, orgId, channelId);
  const sending = toSending(ctx, input, orgId, channel);
  const key = `${channelId}/${externalId}`;
  const done = await ctx.sessions.mutex.runExclusive(key, () => send(ctx, sending));
  return awaitThreadReply(ctx, sending, done);
}

function toSending(
  ctx: ServiceContext,
  input: SendToThread,
  orgId: string,
  channel: ChannelFacts,
): PreparedSend {
  const at = ctx.clock.now();
  const visitors = input.entries.filter(({ type }) => type === 'visitor');
  const inputIds = new Map(visitors.map((entry) => [entry, ctx.ids.uuid(at)] as const));
  const last = visitors.at(-1);
  const inputId = (last && inputIds.get(last)) ?? ctx.ids.uuid(at);
  const entryContext = { channel, at, inputIds, skipWaiting: input.skipWaiting ?? false };
  return { ...input, orgId, channel, entryContext, inputId };
}

async function send(ctx: ServiceContext, sending: PreparedSend): Promise<SendResult> {
  const { orgId, channelId, externalId, fresh = false, once = false } = sending;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const held = await findHeldThread(ctx.db, { orgId, channelId, externalId });
    const { thread = null, contact = null } = held ?? {};
    if (thread) requireOwnThread(ctx, thread);
    const row = held?.session ? await expireIfOverdue(ctx, held.session) : null;
    if (once && thread && row) return { thread, row, messages: [], isNew: false, inputId: sending.inputId };
    const sent =
      thread && row && !row.finishedAt && !fresh
        ? await continueThread(ctx, sending, { thread, contact }, row)
        : await startSessionInThread(ctx, sending, { thread, contact }, attempt > 0);
    if (sent) return sent;
  }
  throw domainError('overloaded', { retryAfterMs: 1_000 });
}

/** Sends into the running session; null when it has ended meanwhile. */
async function continueThread(
  ctx: ServiceContext,
  sending: PreparedSend,
  { thread: known, contact }: { thread: ThreadRow; contact: ThreadContact | null },
  before: SessionRow,
): Promise<SendResult | null> {
  const { orgId, inputId, entryContext } = sending;
  // Before the turn, so that the log names the session if the turn fails.
  ctx.touch?.(before.id);
  const advanced = await advanceSession(ctx, {
    orgId,
    sessionId: before.id,
    known: before,
    steps: (row) => toSteps(sending, { row, known, contact }),
    idempotencyKey: ctx.idempotencyKey,
    syncReply: toDirect(sending, entryContext.at),
  });
  if (advanced.kind === 'duplicate') throw domainError('idempotency_running', { retryAfterMs: 1_000 });
  const { row } = advanced;
  if (advanced.kind === 'applied') {
    const thread = await saveCallerData(ctx, known, sending);
    return { thread, row, messages: advanced.messages, isNew: false, inputId };
  }
  if (advanced.outcome.kind === 'ignored') return { thread: known, row, messages: [], isNew: false, inputId };
  if (advanced.outcome.reason === 'finished') return null;
  throw toRefusalError(row, advanced.outcome);
}

function toSteps(
  { entries, usage, close, entryContext, ...sending }: PreparedSend,
  { row, known, contact }: { row: SessionRow; known: ThreadRow; contact: ThreadContact | null },
): TurnStep[] {
  const { at } = entryContext;
  const entrySteps = toEntrySteps(entries, entryContext, row, close ?? false);
  const { kind } = sending.channel;
  const regional = toRegional(kind, sending);
  const profile = { ...known.profile, ...sending.profile };
  const facts = toContactFacts(known.externalId, contact, toIntroduction(kind, { profile }, regional));
  const ownSteps = addContactFacts(addRegional(entrySteps, regional, row), facts, row);
  const last = ownSteps.length - 1;
  return [
    ...toCallerDataSteps(sending, row, at),
    ...ownSteps.map((step, index) => (usage && index === last ? { ...step, usage } : step)),
  ];
}
