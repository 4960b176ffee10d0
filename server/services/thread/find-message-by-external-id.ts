import { type ExternalMessageRow, listExternalMessages } from '@/server/db/thread/external-messages';
import type { ServiceContext } from '../context';
import { requireChannelAccess } from './access';
import type { ThreadRef } from './find-thread';

export type ExternalMessage = ExternalMessageRow;

/**
 * Finds the messages of a thread with the caller's ids, in all sessions, oldest first; an id may match several
 * messages.
 */
export async function findMessagesByExternalId(
  ctx: ServiceContext,
  { channelId, externalId, messageIds }: ThreadRef & { messageIds: readonly string[] },
): Promise<ExternalMessage[]> {
  const orgId = requireChannelAccess(ctx, 'sessions:write', channelId);
  const wanted = { orgId, channelId, threadExternalId: externalId, externalIds: messageIds };
  return listExternalMessages(ctx.db, wanted);
}
