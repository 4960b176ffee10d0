import { findThread } from '@/server/db/thread/store';
import type { Json, JsonObject } from '@/server/engine/json';
import { requireStorable } from '@/server/shared/require-storable';
import type { ServiceContext } from '../../context';
import { requireSession } from '../../session/require-session';
import { advanceSession } from '../../session/turn/advance-session';
import { toInboundLine } from '../../session/turn/transcript-lines';
import { findEventFlows } from '../../trigger/find-event-flows';
import { requireChannelAccess, requireOpenChannel, requireOwnThread } from '../access';
import type { ThreadRef } from '../find-thread';
import type { ThreadReply } from '../view';
import { awaitThreadReply } from './await-thread-reply';
import { toDirect } from './send-request';
import { sendToThread } from './send-to-thread';

export type SendThreadEvent = ThreadRef & {
  name: string;
  payload: Json;
  variables?: JsonObject;
  profile?: JsonObject;
  direct?: boolean;
  waitMs: number;
};

/**
 * Sends an event into a thread. The session that waits for it, or has a handler for it, takes it; otherwise the flow with its trigger starts;
 * otherwise a running session records it, and without one the channel's flow starts. Throws not_found,
 * channel_disabled, flow_not_published.
 */
export async function sendThreadEvent(ctx: ServiceContext, input: SendThreadEvent): Promise<ThreadReply> {
  const { channelId, externalId, name, payload } = input;
  const orgId = requireChannelAccess(ctx, 'sessions:write', channelId);
  requireStorable({ name, payload }, ['event']);
  await requireOpenChannel(ctx, orgId, channelId);
  const thread = await findThread(ctx.db, { orgId, channelId, externalId });
  if (thread) requireOwnThread(ctx, thread);
  const row = thread?.sessionId ? await requireSession(ctx, { orgId, sessionId: thread.sessionId }) : null;
  const isGoingOn = row !== null && row.finishedAt === null;
  const isAwaited = row?.awaitedEvent === name || row?.handledEvents?.includes(name);
  if (isGoingOn && isAwaited) return sendEvent(ctx, input, row.id);
  const [triggered] = await findEventFlows(ctx, orgId, name);
  if (!triggered && isGoingOn) return sendEvent(ctx, input, row.id);
  return begin(ctx, input, triggered?.flowId, isGoingOn ? row.id : null);
}

/** Sends the event to a session; one that does not wait for it only records it. */
async function sendEvent(
  ctx: ServiceContext,
  input: SendThreadEvent,
  sessionId: string,
): Promise<ThreadReply> {
  const { channelId, externalId, name, payload } = input;
  const { orgId } = ctx.actor;
  const at = ctx.clock.now();
  const inputId = ctx.ids.uuid(at);
  const event = { type: 'event.received' as const, at, inputId, name, payload };
  const lines = [toInboundLine({ type: 'event', name }, '', inputId)];
  const advanced = await advanceSession(ctx, {
    orgId,
    sessionId,
    steps: [{ event, lines }],
    syncReply: toDirect({ ...input, inputId }, at),
  });
  const thread = await findThread(ctx.db, { orgId, channelId, externalId });
  if (advanced.kind !== 'applied' || !thread) return sendThreadEvent(ctx, input);
  const { row, messages } = advanced;
  return awaitThreadReply(ctx, input, { thread, row, messages, isNew: false, inputId });
}

/** Starts a flow with the event and ends the session that held the thread. */
async function begin(
  ctx: ServiceContext,
  input: SendThreadEvent,
  flowId: string | undefined,
  replaced: string | null,
): Promise<ThreadReply> {
  const { name, payload, ...rest } = input;
  const reply = await sendToThread(ctx, {
    ...rest,
    entries: [{ type: 'visitor', lines: [{ content: { type: 'event', name }, text: '' }] }],
    trigger: { type: 'event', name, payload },
    fresh: true,
    ...(flowId !== undefined && { flowId }),
  });
  if (replaced !== null) await endReplaced(ctx, replaced);
  return reply;
}

async function endReplaced(ctx: ServiceContext, sessionId: string): Promise<void> {
  const steps = [{ event: { type: 'session.ended' as const, at: ctx.clock.now() } }];
  const { orgId } = ctx.actor;
  await advanceSession(ctx, { orgId, sessionId, steps });
}
