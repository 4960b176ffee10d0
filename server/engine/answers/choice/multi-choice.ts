import { noteWord, understandWord } from '../../locale/words/understand-word';
import type { ExpectedChoice } from '../../outbound-message';
import type { Rendering } from '../../rendering/rendering';
import { foldText } from '../../text/fold';
import { normalizeInput } from '../../text/normalize-input';
import {
  type AnswerBehavior,
  checkBounds,
  type MatchedBy,
  type ParsedReply,
  type Reply,
  rejectAnswer,
  toKeptText,
} from '../answer-behavior';
import { compileWords, type Say } from '../own-words';
import { checkOffered } from './check-choices';
import { type CompiledChoices, compileChoices, listLabels, noteLeftOut } from './compile-choices';
import { compilePick, isPicked } from './pick-choices';
import { createChoiceReader, noteLanguages, type ReadChoice } from './read-choice';

type Bounds = { min?: number; max?: number };

/** Choose none of the choices, in every language. */
const NONE: ReadonlySet<string> = new Set(['', '-']);
/** Twice the maximum number of choices. */
const MAX_PARTS = 100;
const MAX_CHARS = 20_000;
const STRICTEST_FIRST: readonly MatchedBy[] = ['value', 'label', 'folded', 'base', 'number'];
/** List separators of all scripts; one before a line break is one with it. */
const SIGNS = ',;\\u3001\\uFF0C\\uFF1B\\uFF64\\u060C\\u061B\\u1802';
const SEPARATOR = new RegExp(`[${SIGNS}] ?\\r?\\n|[${SIGNS}\\n]`, 'u');
/** The word "and" in the supported languages. */
const WORDS = 'and|und|et|y|e|i|en|och|ja|og|و|और';
const AND = new RegExp(` (?:${WORDS}) | ?[&+和と] ?`, 'iu');
/** Before the last part of a list: "1, 2, and 3". */
const LEADING_AND = new RegExp(`^(?:${WORDS}) `, 'iu');

/** Any number of choices, at least one by default; stores their values in list order. */
export const multiChoice: AnswerBehavior<'multi-choice'> = {
  check: (answer, path) => [
    ...checkOffered(answer, path),
    ...checkBounds(answer.min, answer.max, `${path}/min`),
    ...(isPicked(answer) ? [] : checkBounds(answer.min, answer.choices.length, `${path}/min`)),
  ],
  compile(answer, compiler, path) {
    const choices = compileChoices(answer.choices, compiler, path);
    const pick = compilePick(answer, choices, compiler, path);
    const { min, max } = answer;
    const say = compileWords(answer.words, compiler, path);
    return {
      ...(pick && { pick }),
      expected(rendering, picked) {
        const offered = picked ?? choices.offer(rendering);
        if (!picked) noteLeftOut(answer.choices, offered, rendering);
        return {
          type: 'multi-choice',
          choices: [...offered],
          ...(min !== undefined && { min: Math.min(min, offered.length) }),
          ...(max !== undefined && { max }),
        };
      },
      parse: (reply, rendering, picked) =>
        parseChoices(reply, { choices, offered: picked ?? choices.offer(rendering) }, answer, say, rendering),
    };
  },
};

function parseChoices(
  reply: Reply,
  { choices: compiled, offered: choices }: { choices: CompiledChoices; offered: readonly ExpectedChoice[] },
  { min = 1, max }: Bounds,
  say: Say<'notChoices' | 'tooFewChoices' | 'tooManyChoices'>,
  rendering: Rendering,
): ParsedReply {
  const matches = matchAll(reply, createChoiceReader(compiled, choices, rendering));
  if (matches === null && min === 0) {
    const none = readNone(toKeptText(reply), rendering);
    if (none) return none;
  }
  if (matches === null)
    return rejectAnswer(say('notChoices', { choices: listLabels(choices, rendering) }, rendering));
  const chosen = choices.filter(({ value }) => matches.some(({ choice }) => choice.value === value));
  // Choices without a label are not offered.
  const least = Math.min(min, choices.length);
  if (chosen.length < least) return rejectAnswer(say('tooFewChoices', { min: least }, rendering));
  if (max !== undefined && chosen.length > max)
    return rejectAnswer(say('tooManyChoices', { max }, rendering));
  const value = chosen.map(({ value }) => value);
  const leastSure = STRICTEST_FIRST.findLast((by) => matches.some(({ matchedBy }) => matchedBy === by));
  const note = noteLanguages(matches, rendering);
  return { ok: true, value, ...(leastSure && { matchedBy: leastSure }), ...(note && { note }) };
}

type Matcher = (words: string) => ReadChoice | null;

/** An empty selection; null if the reply does not say so. */
function readNone(words: string, rendering: Rendering): ParsedReply | null {
  if (NONE.has(foldText(words))) return { ok: true, value: [] };
  const found = understandWord(words, ['none'], rendering);
  return found && { ok: true, value: [], ...noteWord(words, found) };
}

/** Matches every part of a reply to a choice; null if one part matches none. */
function matchAll(reply: Reply, match: Matcher): ReadChoice[] | null {
  if (Array.isArray(reply.value)) return matchParts(reply.value.map(String), match);
  const words = toKeptText(reply);
  if (words.length > MAX_CHARS) return null;
  const single = match(words);
  if (single) return [single];
  const plain = normalizeInput(words);
  return matchParts(/^[\d\s]+$/.test(plain) ? plain.split(/\s+/) : splitList(words), match);
}

/** Splits a reply at separators; a trailing separator adds no part. */
function splitList(words: string): string[] {
  const parts = words.split(SEPARATOR).map((part) => part.trim());
  return parts.length > 1 && parts.at(-1) === '' ? parts.slice(0, -1) : parts;
}

function matchParts(parts: readonly string[], match: Matcher): ReadChoice[] | null {
  if (parts.length > MAX_PARTS) return null;
  const matches = parts.flatMap((part, index) => matchPart(part, index, match));
  return matches.every((one) => one !== null) ? matches : null;
}

/** A label may itself contain "and", so the whole part is matched first. */
function matchPart(part: string, index: number, match: Matcher): (ReadChoice | null)[] {
  const single = match(part.trim());
  if (single) return [single];
  // A pattern that began with any number of spaces would be tried from each of them.
  const spaced = part.trim().replace(/\s+/gu, ' ');
  const listed = index === 0 ? spaced : spaced.replace(LEADING_AND, '');
  return listed.split(AND, MAX_PARTS).map(match);
}
