import type { Json } from '../json';
import type { Budget } from './budget';
import { createEvaluation, type Scope, toResult } from './evaluate';
import { evaluateNode } from './evaluate-node';
import type { Evaluation } from './evaluation';
import { type EvalFailure, toFailure } from './failure';
import type { ParsedExpression } from './parse/parse-expression';
import type { BinaryNode, LogicalNode, TreeNode, Value } from './tree';
import { clipValue } from './values/clip-value';
import { applyBinary } from './values/operators';

/** The result of a condition and the value of each operand that was evaluated; values are clipped. */
export type Explanation = {
  source: string;
  value?: Json | undefined;
  operands: { source: string; value?: Json | undefined }[];
  failure?: EvalFailure;
};

type Explaining = { source: string; evaluation: Evaluation; operands: Explanation['operands'] };

/**
 * Evaluates a condition and records its operands, without those that were short-circuited. Never throws. Sentences for the
 * trace are added to `notes`.
 */
export function explain(
  expression: ParsedExpression,
  scope: Scope,
  budget: Budget,
  notes: string[] = [],
): Explanation {
  const { source, root } = expression;
  const explaining: Explaining = { source, evaluation: createEvaluation(scope, budget, notes), operands: [] };
  const { operands } = explaining;
  try {
    const value = toResult(root, explainNode(root, explaining), budget);
    return { source, value: clipValue(value), operands };
  } catch (thrown) {
    return { source, value: undefined, operands, failure: toFailure(thrown, explaining.evaluation.offset) };
  }
}

/** Descends through logical operators and comparisons; the evaluator handles everything else. */
function explainNode(node: TreeNode, explaining: Explaining): Value {
  switch (node.kind) {
    case 'logical':
      return explainLogical(node, explaining);
    case 'binary':
      return explainBinary(node, explaining);
    case 'ternary':
      return explainNode(explainNode(node.test, explaining) ? node.yes : node.no, explaining);
    case 'unary':
      return node.operator === '!' ? !explainNode(node.operand, explaining) : explainLeaf(node, explaining);
    default:
      return explainLeaf(node, explaining);
  }
}

function explainLogical(node: LogicalNode, explaining: Explaining): Value {
  const left = explainNode(node.left, explaining);
  switch (node.operator) {
    case '&&':
      return left ? explainNode(node.right, explaining) : left;
    case '||':
      return left ? left : explainNode(node.right, explaining);
    case '??':
      return left ?? explainNode(node.right, explaining);
  }
}

const COMPARISONS: ReadonlySet<string> = new Set(['===', '!==', '==', '!=', '<', '<=', '>', '>=', 'in']);

function explainBinary(node: BinaryNode, explaining: Explaining): Value {
  if (!COMPARISONS.has(node.operator)) return explainLeaf(node, explaining);
  const left = explainNode(node.left, explaining);
  const right = explainNode(node.right, explaining);
  return applyBinary(node.operator, left, right, explaining.evaluation.budget);
}

function explainLeaf(node: TreeNode, explaining: Explaining): Value {
  const value = evaluateNode(node, explaining.evaluation);
  if (node.kind === 'literal') return value;
  const source = explaining.source.slice(node.start, node.end);
  if (explaining.operands.some((operand) => operand.source === source)) return value;
  const data = toResult(node, value, explaining.evaluation.budget);
  explaining.operands.push({ source, value: clipValue(data) });
  return value;
}
