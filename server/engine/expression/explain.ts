import type { Json } from '../json';
import { type Budget, createBudget } from './budget';
import { createEvaluation, type Scope, toResult } from './evaluate';
import { evaluateNode } from './evaluate-node';
import type { Evaluation } from './evaluation';
import { type EvalFailure, toFailure } from './failure';
import type { ParsedExpression } from './parse/parse-expression';
import type { BinaryNode, LogicalNode, TreeNode, Value } from './tree';
import { clipValue } from './values/clip-value';
import { applyBinary } from './values/operators';
import { isRead, listReads, type Read } from './why/list-reads';

/** A part of a condition and its value, which is clipped. */
export type Operand = { source: string; value?: Json | undefined };

/**
 * The result of a condition, and what it was made of: `operands` are the variables that were read and the parts that were
 * compared, `skipped` the variables of parts that were not evaluated. `why/find-why.ts` says from these why the result is as
 * it is, so they cost a turn only the reads.
 */
export type Explanation = {
  source: string;
  value?: Json | undefined;
  operands: Operand[];
  skipped?: Operand[];
  failure?: EvalFailure;
};

type Explaining = {
  source: string;
  root: TreeNode;
  evaluation: Evaluation;
  /** Reads for the explanation cost the condition nothing. */
  reading: Evaluation;
  operands: Operand[];
  skipped: Operand[];
};

const MAX_OPERANDS = 50;
const READ_STEPS = 1_000;
const READ_CHARS = 1_000;

/**
 * Evaluates a condition and records its operands, apart from those that were short-circuited. Never throws. Sentences for the
 * trace are added to `notes`.
 */
export function explain(
  expression: ParsedExpression,
  scope: Scope,
  budget: Budget,
  notes: string[] = [],
): Explanation {
  const { source, root } = expression;
  const evaluation = createEvaluation(scope, budget, notes);
  const reading = createEvaluation(scope, createBudget(READ_STEPS, READ_CHARS), []);
  const explaining: Explaining = { source, root, evaluation, reading, operands: [], skipped: [] };
  const { operands, skipped } = explaining;
  try {
    const value = toResult(root, explainNode(root, explaining), budget);
    return { source, value: clipValue(value), operands, ...(skipped.length > 0 && { skipped }) };
  } catch (thrown) {
    return { source, value: undefined, operands, failure: toFailure(thrown, evaluation.offset) };
  }
}

/** Descends through logical operators and comparisons; the evaluator handles everything else. */
function explainNode(node: TreeNode, explaining: Explaining): Value {
  switch (node.kind) {
    case 'logical':
      return explainLogical(node, explaining);
    case 'binary':
      return explainBinary(node, explaining);
    case 'ternary': {
      const [taken, left] = explainNode(node.test, explaining) ? [node.yes, node.no] : [node.no, node.yes];
      const value = explainNode(taken, explaining);
      skip(left, explaining);
      return value;
    }
    case 'unary':
      return node.operator === '!' ? !explainNode(node.operand, explaining) : explainLeaf(node, explaining);
    default:
      return explainLeaf(node, explaining);
  }
}

function explainLogical({ operator, left, right }: LogicalNode, explaining: Explaining): Value {
  const value = explainNode(left, explaining);
  if (isDecided(operator, value)) {
    skip(right, explaining);
    return value;
  }
  return explainNode(right, explaining);
}

function isDecided(operator: LogicalNode['operator'], left: Value): boolean {
  if (operator === '??') return left !== null && left !== undefined;
  return operator === '&&' ? !left : Boolean(left);
}

const COMPARISONS: ReadonlySet<string> = new Set(['===', '!==', '==', '!=', '<', '<=', '>', '>=', 'in']);

function explainBinary(node: BinaryNode, explaining: Explaining): Value {
  if (!COMPARISONS.has(node.operator)) return explainLeaf(node, explaining);
  const left = explainNode(node.left, explaining);
  const right = explainNode(node.right, explaining);
  return applyBinary(node.operator, left, right, explaining.evaluation.budget);
}

function explainLeaf(node: TreeNode, explaining: Explaining): Value {
  const { root, evaluation, operands } = explaining;
  if (node.kind === 'literal') return evaluateNode(node, evaluation);
  const { source, isPath, reads } = getPlan(node, explaining.source);
  for (const read of reads) if (read.node !== node) addRead(read, operands, explaining);
  const value = evaluateNode(node, evaluation);
  // The value of the complete condition stands beside its operands already.
  if ((isPath || node !== root) && !isListed(operands, source)) {
    operands.push({ source, value: clipValue(toResult(node, value, evaluation.budget)) });
  }
  return value;
}

function skip(node: TreeNode, explaining: Explaining): void {
  const { operands, skipped } = explaining;
  for (const read of getPlan(node, explaining.source).reads) {
    if (!isListed(operands, read.source)) addRead(read, skipped, explaining);
  }
}

function addRead({ source, node }: Read, to: Operand[], { reading }: Explaining): void {
  if (isListed(to, source)) return;
  try {
    to.push({ source, value: clipValue(evaluateNode(node, reading) as Json) });
  } catch {
    // A read that takes too long is left out; the condition itself decides whether it fails.
  }
}

function isListed(operands: readonly Operand[], source: string): boolean {
  return operands.length >= MAX_OPERANDS || operands.some((operand) => operand.source === source);
}

type Plan = { source: string; isPath: boolean; reads: Read[] };
const plans = new WeakMap<TreeNode, Plan>();

/** The source of a part of a condition and what it reads; listed once, because a condition is evaluated in many turns. */
function getPlan(node: TreeNode, source: string): Plan {
  const known = plans.get(node);
  if (known) return known;
  const plan = {
    source: source.slice(node.start, node.end),
    isPath: isRead(node),
    reads: listReads(node, source),
  };
  plans.set(node, plan);
  return plan;
}
