import { type ExecutionReply, toReplyBody } from '../reply/translate';
import type { ExecutionBody } from './schemas';

/** WIRE.md#engine-envelope. It has no status for a running execution, which is therefore `waiting_time`. */
export function toExecutionBody(execution: ExecutionReply): ExecutionBody {
  const { reply } = toReplyBody(execution);
  return {
    execution_id: reply.executionId,
    status: reply.status === 'running' ? 'waiting_time' : reply.status,
    blocks: reply.blocks,
    conversation_id: reply.conversationId,
    expected_input: reply.expectedInput,
    metadata: { wait_token: reply.waitToken, wait_expires_at: reply.waitExpiresAt },
    token_usage: reply.tokenUsage,
  };
}
