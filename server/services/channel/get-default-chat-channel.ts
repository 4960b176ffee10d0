import { findOldestChatChannel } from '@/server/db/channel/chat';
import { domainError } from '@/server/shared/errors';
import { requireScope, type ServiceContext } from '../context';

/** The chat channel on which conversations are held that name none: the oldest that is enabled. Throws not_found. */
export async function getDefaultChatChannel(ctx: ServiceContext): Promise<string> {
  const orgId = requireScope(ctx, 'sessions:write');
  const channelId = await findOldestChatChannel(ctx.db, { orgId });
  if (channelId === null) throw domainError('not_found', { thing: 'channel', id: '' });
  return channelId;
}
