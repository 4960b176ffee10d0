import type { ChannelView } from '@/server/services/channel/view';
import type { ChannelBody, ClosedBody } from './schemas';

/** A channel; keys in the vendor's order (WIRE.md#channel-object). */
export function toChannelBody(orgId: string, channel: ChannelView): ChannelBody {
  return {
    id: channel.id,
    name: channel.name,
    messaging_channel: channel.label ?? '',
    organization_id: orgId,
    room_id: channel.roomId ?? '',
    reply_webhook_url: channel.webhookUrl ?? '',
    max_retry_count: channel.maxRetryCount,
    created_at: channel.createdAt.toISOString(),
    modified_at: channel.modifiedAt.toISOString(),
  };
}

/** The response to closing a session (WIRE.md#close-a-session). */
export function toClosedBody(
  threadId: string,
  { sessionId, wasOpen }: { sessionId: string; wasOpen: boolean },
): ClosedBody {
  return {
    chat_session_id: sessionId,
    thread_id: threadId,
    message: wasOpen ? 'Chat session closed successfully' : 'Chat session was already closed',
    is_ended: true,
  };
}
