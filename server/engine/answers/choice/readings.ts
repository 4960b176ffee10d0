import { expectAnswer, toTextMessage } from '../../messages/expect-answer';
import type { ExpectedChoice, RenderedMessage } from '../../outbound-message';
import { type ParsedReply, type Reply, toKeptText } from '../answer-behavior';
import { matchChoice } from './match-choice';

/** Parses a reply; one that chooses among readings that were offered means that reading. */
export function parseReading(
  parse: (reply: Reply) => ParsedReply,
  reply: Reply,
  offered: readonly ExpectedChoice[] = [],
): ParsedReply {
  const match = matchChoice(toKeptText(reply), offered);
  if (!match) return parse(reply);
  const parsed = parse({ text: '', value: match.choice.value });
  return parsed.ok ? { ...parsed, matchedBy: match.matchedBy } : parsed;
}

/** Asks which of its readings an ambiguous reply means. */
export function askReading(
  message: string,
  name: string,
  readings: readonly ExpectedChoice[],
): { messages: RenderedMessage[]; readings: readonly ExpectedChoice[] } {
  const messages = expectAnswer([toTextMessage(message)], { name, type: 'choice', choices: [...readings] });
  return { messages, readings };
}
