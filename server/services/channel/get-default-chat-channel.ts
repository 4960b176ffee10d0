import { findOldestChatChannel } from '@/server/db/channel/chat';
import { domainError } from '@/server/shared/errors';
import { requireScope, type ServiceContext } from '../context';

/** Returns the channel for conversations that name none: the oldest enabled chat channel. Throws not_found. */
export async function getDefaultChatChannel(ctx: ServiceContext): Promise<string> {
  const orgId = requireScope(ctx, 'sessions:write');
  const channelId = await findOldestChatChannel(ctx.db, { orgId });
  if (channelId === null) throw domainError('not_found', { thing: 'channel', id: '' });
  return channelId;
}
