import { insertThread } from '@/server/db/thread/store';
import type { JsonObject } from '@/server/engine/json';
import { requireStorable } from '@/server/shared/require-storable';
import type { ServiceContext } from '../context';
import { requireChannelAccess, requireOpenChannel } from './access';
import { attributeCallerData, mergeCallerData, requireVisitorWithinLimits } from './caller-data/caller-data';
import { getThread } from './find-thread';
import { type ThreadView, toThreadView } from './view';

export type StartThread = {
  channelId: string;
  /** The caller's own id of the conversation; ours unless told. */
  externalId?: string;
  variables?: JsonObject;
  visitor?: JsonObject;
  profile?: JsonObject;
};

/** Opens a conversation in which nothing was said yet, or finds it. Throws not_found, channel_disabled. */
export async function startThread(ctx: ServiceContext, input: StartThread): Promise<ThreadView> {
  const { channelId } = input;
  const { variables, visitor, profile } = mergeCallerData(null, attributeCallerData(ctx.actor, input));
  const orgId = requireChannelAccess(ctx, 'sessions:write', channelId);
  requireStorable({ variables, visitor, profile, externalId: input.externalId ?? '' }, ['thread']);
  requireVisitorWithinLimits(visitor ?? {});
  await requireOpenChannel(ctx, orgId, channelId);
  const now = ctx.clock.now();
  const id = ctx.ids.uuid(now);
  const externalId = input.externalId ?? id;
  const thread = {
    orgId,
    id,
    channelId,
    externalId,
    variables,
    visitor: visitor ?? {},
    profile,
    at: new Date(now),
  };
  const row = await insertThread(ctx.db, thread);
  return row ? toThreadView(row) : getThread(ctx, { channelId, externalId });
}
