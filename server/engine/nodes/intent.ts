import type { Code } from '../compile';
import { cutText } from '../cut-text';
import type { NodeOf } from '../definition/node';
import { leaveBy, type Move } from '../move';
import { quote } from '../quote';
import { MAX_HEARD_CHARS } from '../session';
import type { NodeContext } from '../turn/context';
import { evaluateCode } from '../turn/rendering';
import { clipJson } from '../turn/trace';
import { type NodeBehaviour, type NodeProblem, nodeError } from './behaviour';
import { checkBranchIds, ELSE } from './branch-ids';
import { LIKENESS_THRESHOLD, type Recognisable, type Recognised, recognise, toPhrase } from './recognise';

/** One step of the turn's budget pays for comparing this many words. */
const WORDS_PER_STEP = 64;

/** Leaves by the branch that a text is about, else by `else`; the trace says by what it was recognised. */
export const intent: NodeBehaviour<'intent'> = {
  rest: 'none',
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
    // Read when it is first needed: validation has no use for it.
    let read: Read | null = null;
    return {
      enter(context): Move {
        const text = readText(code, context);
        read ??= readBranches(node);
        const { branches, steps } = read;
        if (!spend(steps, context)) return { go: leaveBy(ELSE) };
        const found = recognise(text, branches);
        context.notes.push(explain(text, found));
        const recognition = { text: String(clipJson(text)), ...found, threshold: LIKENESS_THRESHOLD };
        return { trace: { recognition }, go: leaveBy(found.branch ?? ELSE) };
      },
    };
  },
};

/** What one node recognises by is read in one step. */
const MAX_PHRASE_CHARS = 100_000;

type Branch = NodeOf<'intent'>['branches'][number];

function checkSize(branches: readonly Branch[]): NodeProblem[] {
  const phrases = branches.flatMap(({ examples, keywords }) => [...examples, ...keywords]);
  const chars = phrases.reduce((sum, { length }) => sum + length, 0);
  if (chars <= MAX_PHRASE_CHARS) return [];
  const message = `The examples and keywords have ${chars} characters together; at most ${MAX_PHRASE_CHARS} are allowed.`;
  return [nodeError('too_many_examples', '/branches', message)];
}

function checkBranch({ id, examples, keywords }: Branch, index: number): NodeProblem[] {
  if (examples.length + keywords.length > 0) return [];
  const message = `Nothing is ever about "${id}": it has neither examples nor keywords.`;
  return [{ severity: 'warning', code: 'no_examples', path: `/branches/${index}`, message }];
}

type Read = { branches: Recognisable[]; steps: number };

function readBranches(node: NodeOf<'intent'>): Read {
  const branches = node.branches.map(toRecognisable);
  return { branches, steps: Math.ceil((MAX_HEARD_CHARS + countWords(branches)) / WORDS_PER_STEP) };
}

function toRecognisable({ id, examples, keywords }: Branch): Recognisable {
  return { id, examples: examples.map(toPhrase), keywords: keywords.map(toPhrase) };
}

function countWords(branches: readonly Recognisable[]): number {
  return branches
    .flatMap(({ examples, keywords }) => [...examples, ...keywords])
    .reduce((sum, { words }) => sum + words.size, 0);
}

function readText(code: Code | null, context: NodeContext): string {
  const value = code ? evaluateCode(code, context) : context.heard;
  return typeof value === 'string' || typeof value === 'number'
    ? cutText(String(value), MAX_HEARD_CHARS)
    : '';
}

function spend(steps: number, context: NodeContext): boolean {
  const { budget } = context;
  if (steps > budget.stepsLeft) {
    context.exhausted = 'intent';
    return false;
  }
  budget.stepsLeft -= steps;
  return true;
}

function explain(text: string, { branch, by, like, score }: Recognised): string {
  if (text.trim() === '') return 'There is no text to recognise.';
  if (like === null) return `Nothing here is like ${quote(text)}.`;
  if (by === 'example' || by === 'keyword') return `It is about "${branch}" by the ${by} ${quote(like)}.`;
  const measure = `${score}; ${LIKENESS_THRESHOLD} is enough`;
  return branch === null
    ? `Nothing here is like it: ${quote(like)} is nearest (${measure}).`
    : `It is about "${branch}" as it is like ${quote(like)} (${measure}).`;
}
