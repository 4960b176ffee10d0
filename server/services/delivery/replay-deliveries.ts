/*
 * delivery/replay-once: a replay writes only deliveries that were never acknowledged, and none twice. Their ids
 *   follow from session, turn and position, so a repeated or concurrent replay writes nothing more.
 */

import type { AuditedTransaction } from '@/server/db/connection/transaction';
import { insertDelivery, isChannelGone, type QueuedDelivery } from '@/server/db/delivery/enqueue';
import { listUndeliveredTurns, type UndeliveredTurns } from '@/server/db/turn/undelivered';
import { deriveUuid } from '@/server/shared/derive-uuid';
import { domainError } from '@/server/shared/errors';
import { encodeCursor } from '@/server/shared/page';
import { withChange } from '../audit/with-change';
import type { ChannelFacts } from '../channel/channel-facts';
import type { ServiceContext } from '../context';
import { requireTimeCursor } from '../cursor';
import { requireChannelAccess } from '../thread/access';
import { toControlQueueId } from './control-queue';
import { recoverDeliveries } from './recover-deliveries';
import { renderUndeliveredTurns } from './rendering/render-undelivered-turns';

/** The number of commits per call. */
const LOOKED_AT = 500;
const LONGEST_MS = 60_000;
const START = { at: new Date(0), id: '00000000-0000-0000-0000-000000000000' };

export type ReplayDeliveries = {
  channelId: string;
  since: Date;
  /** The `nextCursor` of the previous call. */
  cursor?: string | undefined;
};

export type Replayed = {
  /** Dead deliveries that are pending again. */
  recovered: number;
  /** Deliveries of turns that had none. */
  written: number;
  /** For the next call; null at the end. */
  nextCursor: string | null;
};

/**
 * Sends to a channel's endpoint everything since `since` that it never acknowledged: first the dead deliveries (see
 * recoverDeliveries), then turns without a delivery, because there was no webhook or it was disabled. Those are
 * rendered now and queued behind the thread's pending deliveries. Pending deliveries and synchronous replies are not
 * repeated. One call reads 500 commits. Throws not_found, precondition_failed without an active webhook, and
 * invalid_request for an invalid cursor.
 */
export async function replayDeliveries(
  ctx: ServiceContext,
  { channelId, since, cursor }: ReplayDeliveries,
): Promise<Replayed> {
  const orgId = requireChannelAccess(ctx, 'deliveries:write', channelId);
  const after = requireTimeCursor(cursor) ?? START;
  const channel = await ctx.channels.get(orgId, channelId);
  if (!channel.hasWebhook) throw domainError('precondition_failed', { current: 'no webhook' });
  const { recovered } = await recoverDeliveries(ctx, { channelId, since });
  const search = { orgId, channelId, since, after, limit: LOOKED_AT };
  const undelivered = await listUndeliveredTurns(ctx.db, search);
  const missing: QueuedDelivery[] = [];
  for (const turns of undelivered) missing.push(...(await renderMissing(ctx, channel, turns)));
  const written = await writeMissing(ctx, channel, { since, missing });
  ctx.deliveries.wake(orgId);
  const last = undelivered.length === LOOKED_AT ? undelivered.at(-1) : undefined;
  const nextCursor = last ? encodeCursor([last.at.toISOString(), last.sessionId]) : null;
  return { recovered, written, nextCursor };
}

async function renderMissing(
  ctx: ServiceContext,
  channel: ChannelFacts,
  turns: UndeliveredTurns,
): Promise<QueuedDelivery[]> {
  const { sessionId, lastTurn: turnNo } = turns;
  const { threadId, rendered } = (await renderUndeliveredTurns(ctx, channel, turns)) ?? {
    threadId: '',
    rendered: [],
  };
  return rendered.map(({ event, body, headers = {}, isControl }, index) => ({
    ...{ orgId: channel.orgId, channelId: channel.id, sessionId, turnNo, event, body, headers },
    queueId: isControl ? toControlQueueId(threadId) : threadId,
    id: deriveUuid(`${sessionId}:${turnNo}:${index}`, { variant: 'a' }),
    at: new Date(ctx.clock.now()),
  }));
}

type Missing = { since: Date; missing: readonly QueuedDelivery[] };

async function writeMissing(
  ctx: ServiceContext,
  { id: thingId, name }: ChannelFacts,
  { since, missing }: Missing,
): Promise<number> {
  if (missing.length === 0) return 0;
  const replay = async (tx: AuditedTransaction) => {
    let written = 0;
    for (const row of inLockOrder(missing)) written += (await insertDelivery(tx, row)) ? 1 : 0;
    const what = { action: 'channel.replayed', thingId, name, before: null } as const;
    return { result: written, change: written === 0 ? null : { ...what, after: { since, written } } };
  };
  return withChange(ctx, replay, { timeoutMs: LONGEST_MS }).catch((error: unknown) => {
    if (isChannelGone(error)) return 0;
    throw error;
  });
}

// Sorted by queue id, so that two replays never deadlock; the sort is stable within a queue.
function inLockOrder(rows: readonly QueuedDelivery[]): QueuedDelivery[] {
  return rows.toSorted((a, b) => (a.queueId < b.queueId ? -1 : a.queueId > b.queueId ? 1 : 0));
}
