import type { CompiledText, Compiler } from '../../compile/compiler';
import { type NodeProblem, nodeError } from '../../definition/problem';
import type { LocalizedText } from '../../definition/text';
import { sayWord } from '../../locale/words/say-word';
import { foldWord, meansNeither, noteWord, understandWord } from '../../locale/words/understand-word';
import type { ExpectedChoice } from '../../outbound-message';
import { renderText } from '../../rendering/render-data';
import type { Rendering } from '../../rendering/rendering';
import {
  type AnswerBehavior,
  type AnswerOf,
  type ParsedReply,
  rejectAnswer,
  toKeptText,
} from '../answer-behavior';
import { compileWords } from '../own-words';
import { listLanguages, readLanguage, toLanguageSuffix } from './check-choices';
import { toChoices } from './compile-choices';
import { foldChoice } from './match-choice';
import { createChoiceReader, noteLanguages, type ReadChoice } from './read-choice';

/**
 * Yes or no, stored as a boolean. Accepts the two labels, their numbers, and words for yes and no in the language of the
 * conversation and in English.
 */
export const confirm: AnswerBehavior<'confirm'> = {
  check: ({ yes = 'Yes', no = 'No' }, path) =>
    listLanguages([yes, no]).flatMap((language) => findAlike(yes, no, language, path)),
  compile(answer, compiler, path) {
    const say = compileWords(answer.words, compiler, path);
    const yes = compileLabel('yes', answer, compiler, path);
    const no = compileLabel('no', answer, compiler, path);
    const labels = toChoices([yes, no].flatMap(({ value, label }) => (label ? [{ value, label }] : [])));
    const choices = (rendering: Rendering) => [offer(yes, rendering), offer(no, rendering)] as const;
    return {
      expected: (rendering) => ({ type: 'confirm', choices: [...choices(rendering)] }),
      parse(reply, rendering) {
        const words = toKeptText(reply);
        const offered = choices(rendering);
        const match = createChoiceReader(labels, offered, rendering)(words);
        if (match && !isForeignValue(words, match, rendering)) return toAnswer(match, rendering);
        const found = understandWord(words, ['yes', 'no'], rendering);
        if (found)
          return { ok: true, value: found.meaning === 'yes', matchedBy: 'folded', ...noteWord(words, found) };
        const [first, second] = offered;
        return rejectAnswer(say('notYesOrNo', { yes: first.label, no: second.label }, rendering));
      },
    };
  },
};

type Label = { value: 'yes' | 'no'; label: CompiledText | null };

function compileLabel(
  value: Label['value'],
  { [value]: source }: AnswerOf<'confirm'>,
  compiler: Compiler,
  path: string,
): Label {
  return { value, label: source === undefined ? null : compiler.localized(`${path}/${value}`, source) };
}

function offer({ value, label }: Label, rendering: Rendering): ExpectedChoice {
  return { value, label: (label && renderText(label, rendering)) || sayWord(value, {}, rendering) };
}

/**
 * True for a typed word that folds to the value `yes` or `no`, which no visitor sees, but means neither in the language of the
 * conversation. The exact value is always the choice, because buttons send it.
 */
function isForeignValue(words: string, { choice, matchedBy }: ReadChoice, rendering: Rendering): boolean {
  const isTyped = matchedBy === 'folded' || matchedBy === 'base';
  return isTyped && foldWord(choice.label) !== foldWord(words) && meansNeither(words, rendering);
}

function toAnswer(match: ReadChoice, rendering: Rendering): ParsedReply {
  const { choice, matchedBy } = match;
  const note = noteLanguages([match], rendering);
  return { ok: true, value: choice.value === 'yes', matchedBy, ...(note && { note }) };
}

// A label that contains a template is known only at run time.
function findAlike(
  yesText: LocalizedText,
  noText: LocalizedText,
  language: string | null,
  path: string,
): NodeProblem[] {
  const [yes, no] = [readLanguage(yesText, language) ?? 'Yes', readLanguage(noText, language) ?? 'No'];
  if (yes.includes('{{') || foldChoice(yes) === '' || foldChoice(yes) !== foldChoice(no)) return [];
  const message = `The labels "${yes}" and "${no}" are the same when typed${toLanguageSuffix(language)}.`;
  return [nodeError('choices_alike', `${path}/no`, message)];
}
