import type { CompiledExpression } from '../compile/compiler';
import { cutText } from '../data/cut-text';
import { quote } from '../data/quote';
import type { NodeOf } from '../definition/node';
import type { NodeProblem } from '../definition/problem';
import { clipJson } from '../expression/values/clip-json';
import { evaluateExpression } from '../rendering/evaluate-expression';
import { MAX_INPUT_TEXT_CHARS } from '../session';
import { checkBranchIds, ELSE } from './branches/branch-ids';
import { checkPhrases, type PreparedPhrases, preparePhrases } from './branches/prepare-phrases';
import { type RecognizedBranch, recognizeIntent, SIMILARITY_THRESHOLD } from './branches/recognize-intent';
import type { NodeBehavior } from './contract/node-behavior';
import type { NodeContext } from './contract/node-context';
import { goTo, type NodeResult } from './contract/node-result';

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
    ...checkPhrases(branches, '/branches'),
  ],
  compile(node, compiler) {
    const code = node.text === undefined ? null : compiler.expression('/text', node.text);
    // Prepared on first use, because validation never needs it.
    let read: PreparedPhrases | null = null;
    return {
      enter(context): NodeResult {
        const text = readText(code, context);
        read ??= preparePhrases(node.branches);
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

type Branch = NodeOf<'intent'>['branches'][number];

function checkBranch({ id, examples, keywords }: Branch, index: number): NodeProblem[] {
  if (examples.length + keywords.length > 0) return [];
  const message = `The branch "${id}" is never taken: it has no examples and no keywords.`;
  return [{ severity: 'warning', code: 'no_examples', path: `/branches/${index}`, message }];
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
