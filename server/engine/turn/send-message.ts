import { countChars, mayBeTooLarge } from '../data/plain-data';
import type { OutboundMessage, RenderedMessage } from '../outbound-message';
import { failTurn, type Turn } from './turn';

/** Adds a message to the turn. Returns false, and fails the turn, if the limits are exceeded. */
export function sendMessage(turn: Turn, nodeId: string, message: RenderedMessage): boolean {
  const { messages, limits, state } = turn;
  if (addMessage(turn, toOutbound(message, nodeId, state.inputId))) return true;
  messages.pop();
  return refuse(turn, limits);
}

/** Sends a message in the place of the turn's last one, as the same node's; returns false as `sendMessage` does. */
export function replaceLast(turn: Turn, message: RenderedMessage): boolean {
  const { messages, limits } = turn;
  const last = messages.pop();
  if (!last) return sendMessage(turn, turn.path.at(-1) ?? '', message);
  turn.messageChars -= countChars(last, limits.messageChars) + 1;
  if (addMessage(turn, toOutbound(message, last.nodeId, last.inputId))) return true;
  messages.splice(-1, 1, last);
  return refuse(turn, limits);
}

function toOutbound(
  { content, text, expected }: RenderedMessage,
  nodeId: string,
  inputId: string | null,
): OutboundMessage {
  const message: OutboundMessage = { nodeId, inputId, content, text };
  if (expected) message.expected = expected;
  return message;
}

function addMessage(turn: Turn, message: OutboundMessage): boolean {
  const { messages, limits } = turn;
  turn.messageChars += countChars(message, limits.messageChars) + 1;
  messages.push(message);
  return messages.length <= limits.messages && messagesFit(turn);
}

function refuse(turn: Turn, { messages, messageChars }: Turn['limits']): false {
  const bounds = `${messages} messages and ${messageChars} characters`;
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
