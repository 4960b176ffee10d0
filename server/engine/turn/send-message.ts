import { countChars, mayBeTooLarge } from '../data/plain-data';
import type { OutboundMessage, RenderedMessage } from '../outbound-message';
import { failTurn, type Turn } from './turn';

/** Adds a message to the turn. Returns false, and fails the turn, if the limits are exceeded. */
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
  failTurn(turn, 'said_limit', `A turn may send at most ${bounds}; this one would send more.`);
  return false;
}

function messagesFit({ messages, messageChars, limits }: Turn): boolean {
  if (messageChars >= limits.messageChars) return false;
  return (
    !mayBeTooLarge(messageChars + 1, limits.messageChars) ||
    JSON.stringify(messages).length <= limits.messageChars
  );
}
