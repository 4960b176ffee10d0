import type { Expected, RenderedMessage } from '../outbound-message';
import { joinLines, renderChoices } from './to-plain-text';

/** The text of a prompt that renders empty; the expectation needs a message to be attached to. */
const EMPTY_PROMPT = '…';

/**
 * Attaches the expectation to the last message. Only the plain text of that message also lists the choices
 * with numbers, and `more`, the question for the first form field on channels without forms.
 */
export function expectAnswer(
  messages: readonly RenderedMessage[],
  expected: Expected,
  more?: string,
  choices = expected.choices,
): RenderedMessage[] {
  const { content, text } = messages.at(-1) ?? toTextMessage(EMPTY_PROMPT);
  const lines = more || choices ? joinLines([text, more, ...renderChoices(choices ?? [])]) : text;
  return [...messages.slice(0, -1), { content, text: lines, expected }];
}

export function toTextMessage(text: string): RenderedMessage {
  return { content: { type: 'text', text }, text };
}
