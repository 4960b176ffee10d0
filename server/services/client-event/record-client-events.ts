import { insertClientEvents } from '@/server/db/client-event/store';
import type { JsonObject } from '@/server/engine/json';
import { requireStorable } from '@/server/shared/require-storable';
import type { ServiceContext } from '../context';
import { requireChannelAccess } from '../thread/access';

export type ClientEventInput = {
  name: string;
  props?: JsonObject;
  /** The time according to the page; a future time becomes now. */
  at?: Date | null;
  /** The page's own id: a channel keeps one event per id. */
  id?: string | null;
};

/** Stores usage events that pages report; returns how many were new. Throws not_found, invalid_request. */
export async function recordClientEvents(
  ctx: ServiceContext,
  { channelId, events }: { channelId: string; events: readonly ClientEventInput[] },
): Promise<{ accepted: number; duplicates: number }> {
  const orgId = requireChannelAccess(ctx, 'sessions:write', channelId);
  requireStorable(events, ['events']);
  const now = ctx.clock.now();
  const threadId = ctx.actor.type === 'visitor' ? ctx.actor.threadId : null;
  const rows = events.map(({ name, props = {}, at, id }) => ({
    orgId,
    channelId,
    id: id ?? ctx.ids.uuid(now),
    threadId,
    name,
    props,
    at: new Date(Math.min(now, at?.getTime() ?? now)),
    createdAt: new Date(now),
  }));
  const accepted = await insertClientEvents(ctx.db, rows);
  return { accepted, duplicates: rows.length - accepted };
}
