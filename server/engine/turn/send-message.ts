import { countChars, mayBeTooLarge } from '../data/plain-data';
import type { RenderedMessage } from '../nodes/contract/node-result';
import type { OutboundMessage } from '../outbound-message';
import { failTurn, type Turn } from './turn';

/** Says one message; false when that goes beyond what a turn may say. */
export function sendMessage(
  turn: Turn,
  nodeId: string,
  { content, text, expected }: RenderedMessage,
): boolean {
  const { messages, limits, state } = turn;
  const message: OutboundMessage = { nodeId, inputId: state.inputId, content, text };
  if (expected) message.expected = expected;
  turn.messageChars += countChars(message, limits.messageChars) + 1;
  messages.push(message);
  if (messages.length <= limits.messages && messagesFit(turn)) return true;
  messages.pop();
  const bounds = `${limits.messages} messages and ${limits.messageChars} characters`;
  failTurn(turn, 'said_limit', `One turn may say ${bounds}; this one would say more.`);
  return false;
}

function messagesFit({ messages, messageChars, limits }: Turn): boolean {
  if (messageChars >= limits.messageChars) return false;
  return (
    !mayBeTooLarge(messageChars + 1, limits.messageChars) ||
    JSON.stringify(messages).length <= limits.messageChars
  );
}
