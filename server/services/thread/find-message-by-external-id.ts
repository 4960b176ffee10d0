import { type ExternalMessageRow, listExternalMessages } from '@/server/db/thread/external-messages';
import type { ServiceContext } from '../context';
import { requireChannelAccess } from './access';
import type { ThreadRef } from './find-thread';

export type ExternalMessage = ExternalMessageRow;

/**
 * Finds the messages of a thread that bear one of the caller's own ids, in all its sessions, the oldest first. An id
 * may be borne by several.
 */
export async function findMessagesByExternalId(
  ctx: ServiceContext,
  { channelId, externalId, messageIds }: ThreadRef & { messageIds: readonly string[] },
): Promise<ExternalMessage[]> {
  const orgId = requireChannelAccess(ctx, 'sessions:write', channelId);
  const wanted = { orgId, channelId, threadExternalId: externalId, externalIds: messageIds };
  return listExternalMessages(ctx.db, wanted);
}
