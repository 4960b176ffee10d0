import type { ExpectedChoice } from '../../outbound-message';
import type { Rendering } from '../../rendering/rendering';
import type { CompiledChoices } from './compile-choices';
import { type Match, matchChoice } from './match-choice';

/** A matched choice; `language` is set if its label in another language than the one shown was meant. */
export type ReadChoice = Match & { language?: string };

/**
 * Matches replies to the offered choices: by their labels in the language shown, else in the further languages of the flow, since
 * a person may have read them there. A reply that means different choices in two further languages matches none.
 */
export function createChoiceReader(
  choices: CompiledChoices,
  offered: readonly ExpectedChoice[],
  rendering: Rendering,
): (words: string) => ReadChoice | null {
  let translated: ReturnType<CompiledChoices['translate']> | null = null;
  return (words) => {
    const match = matchChoice(words, offered);
    if (match) return match;
    translated ??= choices.translate(offered, rendering);
    const found = translated.flatMap(({ language, choices: labels }): ReadChoice[] => {
      const other = matchChoice(words, labels);
      return other && other.matchedBy !== 'number' ? [{ ...other, language }] : [];
    });
    const [first] = found;
    const isCertain = found.every(({ choice }) => choice.value === first?.choice.value);
    return first && isCertain ? first : null;
  };
}

/** Says in the trace which labels were meant; null if they are those shown. */
export function noteLanguages(matches: readonly ReadChoice[], { language }: Rendering): string | null {
  const notes = matches.flatMap(({ choice, language: other }) =>
    other === undefined ? [] : [`"${choice.label}" (${other})`],
  );
  if (notes.length === 0) return null;
  return `Matched ${notes.join(', ')}; the labels were shown in "${language}".`;
}
