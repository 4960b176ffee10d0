import type {
  RenderedDelivery,
  SuggestionView,
  TurnWebhookEvent,
  WebhookRenderer,
} from '@/server/services/delivery/rendering/webhook-renderer';
import type { MessageView } from '@/server/services/session/view';

/**
 * Renders a turn as webhooks (WIRE.md#webhooks): one per message of a person or the flow, then one per suggestion.
 * Messages of visitors and messages without text have none. Keys are in the vendor's order.
 */
export const renderUmiWebhooks: WebhookRenderer = (turn) => [
  ...turn.messages
    .filter(({ direction, text }) => direction === 'outbound' && text !== '')
    .map((message) => toDelivery(turn, 'message_created', { message: toMessage(turn, message) })),
  ...turn.suggestions.map((suggestion) =>
    toDelivery(turn, 'reply_suggestion_created', { reply_suggestion: toSuggestion(turn, suggestion) }),
  ),
];

type EventType = 'message_created' | 'reply_suggestion_created';

function toDelivery(
  { channel, thread, session }: TurnWebhookEvent,
  event: EventType,
  subject: object,
): RenderedDelivery {
  const body = {
    event_type: event,
    thread_id: thread.externalId,
    chat_id: session.id,
    ...subject,
    messaging_channel: channel.label,
    channel_config_id: channel.id,
  };
  return { event, body: JSON.stringify(body) };
}

/** The `message` of WIRE.md#message-webhook. Fields that our messages lack have their empty value. */
function toMessage(
  turn: TurnWebhookEvent,
  { id, createdAt, text, sender, suggestionId, suggestion }: MessageView,
): object {
  const bot = botOf(turn);
  const name = sender?.name ?? bot.full_name;
  return {
    id,
    type: 'msg',
    chat_id: turn.session.id,
    room_id: roomIdOf(turn),
    created_at: createdAt.toISOString(),
    sender_type: 'user',
    sender_id: sender?.id ?? bot.id,
    sender_public_name: name,
    sender_name: name,
    sender_avatar: null,
    message: text,
    is_encrypted: false,
    is_edited: false,
    sensitive_data_purged_at: null,
    selected_reply_suggestion_id: suggestionId,
    selected_reply_suggestion: suggestion ? toQuoted(suggestion) : null,
    attachments: [],
    attachment_template: null,
    response_to_message_id: null,
    response_to_attachment_id: null,
    response_to_attachment: null,
    response_to_action_id: null,
    response_to_action: null,
    response_text: null,
    response_value: null,
  };
}

/** The suggestion that a message is based on. */
function toQuoted({ id, text, score, messageId }: NonNullable<MessageView['suggestion']>): object {
  return { id, suggestion: text, relevancy_score: score, message_id: messageId };
}

/** The `reply_suggestion` of WIRE.md#suggestion-webhook. */
function toSuggestion(
  turn: TurnWebhookEvent,
  { id, messageId, createdAt, text, score }: SuggestionView,
): object {
  const bot = botOf(turn);
  const at = createdAt.toISOString();
  return {
    id,
    created_by_user_id: bot.id,
    created_by_user: bot,
    updated_by_user_id: bot.id,
    updated_by_user: bot,
    chat_id: turn.session.id,
    message_id: messageId,
    room_id: roomIdOf(turn),
    organization_id: turn.channel.orgId,
    created_at: at,
    updated_at: at,
    suggestion: text,
    relevancy_score: score,
    target_organization: null,
  };
}

/** The flow as a user, with the bot name of the channel. */
function botOf({ channel, session }: TurnWebhookEvent) {
  const fullName = channel.kind === 'umi' ? channel.settings.botName : channel.name;
  const [firstName = '', ...lastNames] = fullName.split(/\s+/);
  return {
    id: session.flowId,
    first_name: firstName,
    last_name: lastNames.join(' '),
    full_name: fullName,
    organization_id: channel.orgId,
    avatar_id: null,
    avatar: null,
    is_bot: true,
    is_staff: false,
  };
}

function roomIdOf({ channel, session }: TurnWebhookEvent): string | null {
  return session.roomId ?? channel.room?.id ?? null;
}
