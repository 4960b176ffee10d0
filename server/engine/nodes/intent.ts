import type { CompiledExpression } from '../compile/compiler';
import { cutText } from '../data/cut-text';
import { quote } from '../data/quote';
import type { NodeOf } from '../definition/node';
import { type NodeProblem, nodeError } from '../definition/problem';
import { clipJson } from '../expression/values/clip-json';
import { evaluateExpression } from '../rendering/evaluate-expression';
import { MAX_INPUT_TEXT_CHARS } from '../session';
import { checkBranchIds, ELSE } from './branches/branch-ids';
import {
  type IntentPhrases,
  type RecognizedBranch,
  recognizeIntent,
  SIMILARITY_THRESHOLD,
  toPhrase,
} from './branches/recognize-intent';
import type { NodeBehavior } from './contract/node-behavior';
import type { NodeContext } from './contract/node-context';
import { goTo, type NodeResult } from './contract/node-result';

/** This many words are compared for one step of the budget. */
const WORDS_PER_STEP = 64;

/** Takes the branch that a text belongs to, else `else`. The trace records what decided. */
export const intent: NodeBehavior<'intent'> = {
  waitsFor: 'nothing',
  exits: ({ branches }) => [
    ...branches.map(({ id }) => ({ name: id, expected: true })),
    { name: ELSE, expected: true },
  ],
  check: ({ branches }) => [
    ...checkBranchIds(branches),
    ...branches.flatMap(checkBranch),
    ...checkSize(branches),
  ],
  compile(node, compiler) {
    const code = node.text === undefined ? null : compiler.expression('/text', node.text);
    // Prepared on first use, because validation never needs it.
    let read: PreparedIntent | null = null;
    return {
      enter(context): NodeResult {
        const text = readText(code, context);
        read ??= prepareIntent(node);
        const { branches, steps } = read;
        if (!spendSteps(steps, context)) return { transition: goTo(ELSE) };
        const found = recognizeIntent(text, branches);
        context.notes.push(describeRecognition(text, found));
        const recognition = { text: String(clipJson(text)), ...found, threshold: SIMILARITY_THRESHOLD };
        return { trace: { recognition }, transition: goTo(found.branch ?? ELSE) };
      },
    };
  },
};

/** The phrases of a node are prepared in a single step, so their size is bounded. */
const MAX_PHRASE_CHARS = 100_000;

type Branch = NodeOf<'intent'>['branches'][number];

function checkSize(branches: readonly Branch[]): NodeProblem[] {
  const phrases = branches.flatMap(({ examples, keywords }) => [...examples, ...keywords]);
  const chars = phrases.reduce((sum, { length }) => sum + length, 0);
  if (chars <= MAX_PHRASE_CHARS) return [];
  const message = `The examples and keywords have ${chars} characters in total; at most ${MAX_PHRASE_CHARS} are allowed.`;
  return [nodeError('too_many_examples', '/branches', message)];
}

function checkBranch({ id, examples, keywords }: Branch, index: number): NodeProblem[] {
  if (examples.length + keywords.length > 0) return [];
  const message = `The branch "${id}" is never taken: it has no examples and no keywords.`;
  return [{ severity: 'warning', code: 'no_examples', path: `/branches/${index}`, message }];
}

type PreparedIntent = { branches: IntentPhrases[]; steps: number };

function prepareIntent(node: NodeOf<'intent'>): PreparedIntent {
  const branches = node.branches.map(toIntentPhrases);
  return { branches, steps: Math.ceil((MAX_INPUT_TEXT_CHARS + countWords(branches)) / WORDS_PER_STEP) };
}

function toIntentPhrases({ id, examples, keywords }: Branch): IntentPhrases {
  return { id, examples: examples.map(toPhrase), keywords: keywords.map(toPhrase) };
}

function countWords(branches: readonly IntentPhrases[]): number {
  return branches
    .flatMap(({ examples, keywords }) => [...examples, ...keywords])
    .reduce((sum, { words }) => sum + words.size, 0);
}

function readText(code: CompiledExpression | null, context: NodeContext): string {
  const value = code ? evaluateExpression(code, context) : context.lastInput;
  return typeof value === 'string' || typeof value === 'number'
    ? cutText(String(value), MAX_INPUT_TEXT_CHARS)
    : '';
}

function spendSteps(steps: number, context: NodeContext): boolean {
  const { budget } = context;
  if (steps > budget.stepsLeft) {
    context.exhausted = 'intent';
    return false;
  }
  budget.stepsLeft -= steps;
  return true;
}

function describeRecognition(text: string, { branch, by, like, score }: RecognizedBranch): string {
  if (text.trim() === '') return 'There is no text to classify.';
  if (like === null) return `No branch matches ${quote(text)}.`;
  if (by === 'example' || by === 'keyword') return `Matched "${branch}" by the ${by} ${quote(like)}.`;
  const measure = `similarity ${score}, threshold ${SIMILARITY_THRESHOLD}`;
  return branch === null
    ? `No branch matches: ${quote(like)} is the most similar (${measure}).`
    : `Matched "${branch}": it is similar to ${quote(like)} (${measure}).`;
}
