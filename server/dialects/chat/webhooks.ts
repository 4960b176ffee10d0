import type {
  TurnWebhookEvent,
  WebhookRenderer,
} from '@/server/services/delivery/rendering/webhook-renderer';
import { toBlocks } from './reply/blocks';
import { toStatusWord } from './reply/translate';

const EVENT = 'chat.execution.updated';

/** One event per turn (WIRE.md#webhooks). The wait token belongs to the page and is not sent. */
export const renderChatWebhooks: WebhookRenderer = (turn) => {
  const { session, at } = turn;
  const body = {
    event: EVENT,
    widget_key_id: turn.channel.id,
    occurred_at: at.toISOString(),
    tenant_id: turn.channel.orgId,
    conversation_id: turn.thread.id,
    execution: toExecution(turn),
  };
  const headers = { 'X-Comerix-Event': EVENT, 'X-Comerix-Event-Id': `${session.id}:${session.turnNo}` };
  return [{ event: EVENT, body: JSON.stringify(body), headers }];
};

function toExecution({ session, messages, before }: TurnWebhookEvent): object {
  return {
    execution_id: session.id,
    flow_id: session.flowId,
    status: toStatusWord(session.status),
    previous_status: before === null ? null : toStatusWord(before),
    blocks: toBlocks(messages),
    wait_expires_at: session.status === 'awaiting_input' ? (session.expiresAt?.toISOString() ?? null) : null,
    finished_at: session.finishedAt?.toISOString() ?? null,
  };
}
