import type { SaidChoice } from '../said';
import {
  type AnswerBehaviour,
  checkBounds,
  type MatchedBy,
  type Parsed,
  type Reply,
  refuse,
  wordsOf,
} from './behaviour';
import { checkChoices, compileChoices, listLabels } from './compile-choices';
import { type Match, matchChoice } from './match-choice';

type Bounds = { min?: number; max?: number };

const NONE: ReadonlySet<string> = new Set(['', '-', 'none', 'nothing']);
/** Twice as many as there can be choices; nobody names more. */
const MAX_PARTS = 100;
const SURENESS: readonly MatchedBy[] = ['value', 'label', 'folded', 'number'];

/** Any of the choices, at least one unless `min` is 0; their values are kept in the order of the list. */
export const multiChoice: AnswerBehaviour<'multi-choice'> = {
  check: ({ choices, min, max }, path) => [
    ...checkChoices(choices, path),
    ...checkBounds(min, max, `${path}/min`),
    ...checkBounds(min, choices.length, `${path}/min`),
  ],
  compile(answer, compiler, path) {
    const choices = compileChoices(answer.choices, compiler, path);
    const { min, max } = answer;
    return {
      expected: (rendering) => ({
        type: 'multi-choice',
        choices: choices(rendering),
        ...(min !== undefined && { min }),
        ...(max !== undefined && { max }),
      }),
      parse: (reply, rendering) => parseChoices(reply, choices(rendering), answer),
    };
  },
};

function parseChoices(reply: Reply, choices: readonly SaidChoice[], { min = 1, max }: Bounds): Parsed {
  const matches = matchAll(reply, choices);
  if (matches === null && min === 0 && NONE.has(wordsOf(reply).toLowerCase())) return { ok: true, value: [] };
  if (matches === null) return refuse(`Please choose from these: ${listLabels(choices)}.`);
  const chosen = choices.filter((choice) => matches.some((match) => match.choice === choice));
  if (chosen.length < min) return refuse(`Please choose at least ${min}.`);
  if (max !== undefined && chosen.length > max) return refuse(`Please choose at most ${max}.`);
  const value = chosen.map(({ value }) => value);
  const leastSure = SURENESS.findLast((by) => matches.some(({ matchedBy }) => matchedBy === by));
  return { ok: true, value, ...(leastSure && { matchedBy: leastSure }) };
}

/** The choices that a reply names, or null when any part of it names none. */
function matchAll(reply: Reply, choices: readonly SaidChoice[]): Match[] | null {
  if (Array.isArray(reply.value)) return matchParts(reply.value.map(String), choices);
  const words = wordsOf(reply);
  const whole = matchChoice(words, choices);
  if (whole) return [whole];
  return matchParts(/^[\d\s]+$/.test(words) ? words.split(/\s+/) : words.split(/[,;\n]/), choices);
}

function matchParts(parts: readonly string[], choices: readonly SaidChoice[]): Match[] | null {
  if (parts.length > MAX_PARTS) return null;
  const matches = parts.map((part) => matchChoice(part.trim(), choices));
  return matches.every((match) => match !== null) ? matches : null;
}
