import type { RenderedMessage } from '../nodes/contract/node-result';
import type { Expected } from '../outbound-message';
import { joinLines, renderChoices } from './to-plain-text';

/** What stands for a prompt that has nothing to say: there must be a message that says what is expected. */
const EMPTY_PROMPT = '…';

/**
 * Attaches to the last message what is expected of the person. Its plain text, and that alone, also gets the choices
 * as numbered lines and `more`, the question that a channel without forms asks next.
 */
export function expectAnswer(
  utterances: readonly RenderedMessage[],
  expected: Expected,
  more?: string,
  choices = expected.choices,
): RenderedMessage[] {
  const { content, text } = utterances.at(-1) ?? toTextMessage(EMPTY_PROMPT);
  const lines = more || choices ? joinLines([text, more, ...renderChoices(choices ?? [])]) : text;
  return [...utterances.slice(0, -1), { content, text: lines, expected }];
}

/** A plain message. */
export function toTextMessage(text: string): RenderedMessage {
  return { content: { type: 'text', text }, text };
}
