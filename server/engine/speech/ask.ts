import type { Utterance } from '../move';
import type { Expected } from '../said';
import { joinLines, renderChoices } from './render-text';

/** What stands for a prompt that has nothing to say: there must be a message that says what is expected. */
const SILENT_PROMPT = '…';

/**
 * Attaches to the last message what is expected of the person. Its plain text, and that alone, also gets the choices
 * as numbered lines and `more`, the question that a channel without forms asks next.
 */
export function expectAnswer(
  utterances: readonly Utterance[],
  expected: Expected,
  more?: string,
  choices = expected.choices,
): Utterance[] {
  const { content, text } = utterances.at(-1) ?? sayText(SILENT_PROMPT);
  const lines = more || choices ? joinLines([text, more, ...renderChoices(choices ?? [])]) : text;
  return [...utterances.slice(0, -1), { content, text: lines, expected }];
}

/** A plain message. */
export function sayText(text: string): Utterance {
  return { content: { type: 'text', text }, text };
}
