import { sendMessage } from './send-message';
import type { Turn } from './turn';

/** Sends the channel's disclosure once in a session; false if that exceeds the limits of the turn. */
export function disclose(turn: Turn, nodeId: string): boolean {
  const { disclosure, ...others } = turn.state.defaults ?? {};
  if (disclosure === undefined) return true;
  turn.state.defaults = others;
  return sendMessage(turn, nodeId, { content: { type: 'text', text: disclosure }, text: disclosure });
}
