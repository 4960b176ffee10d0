import type { Json } from '../../json';
import { createBudget } from '../budget';
import { createEvaluation } from '../evaluate';
import { evaluateNode } from '../evaluate-node';
import type { Operand } from '../explain';
import { parseExpression } from '../parse/parse-expression';
import type { TreeNode } from '../tree';
import { CLIPPED, clipValue } from '../values/clip-value';
import { isRead } from './list-reads';

/** Values that variables had at about that time, by name; the complete value of an operand is looked for among them. */
export type Candidates = { readonly [variable: string]: readonly Json[] };

const MAX_STEPS = 10_000;

/**
 * The complete values of clipped operands, by source. A candidate is taken only if the trace would clip it to the value that
 * it has, so nothing appears that the trace does not show.
 */
export function completeValues(
  operands: readonly Operand[],
  candidates: Candidates,
): { [source: string]: Json } {
  const complete: [string, Json][] = [];
  for (const { source, value } of operands) {
    if (value === undefined || !isClipped(value)) continue;
    const found = findComplete(source, value, candidates);
    if (found !== undefined) complete.push([source, found]);
  }
  return Object.fromEntries(complete);
}

/** True if a value of a trace may lack something. */
export function isClipped(value: Json): boolean {
  return JSON.stringify(value).includes(CLIPPED);
}

function findComplete(source: string, clipped: Json, candidates: Candidates): Json | undefined {
  const parsed = parseExpression(source);
  if (!parsed.ok || !isRead(parsed.expression.root)) return undefined;
  const { root } = parsed.expression;
  const name = findVariable(root);
  if (name === null || !Object.hasOwn(candidates, name)) return undefined;
  const wanted = JSON.stringify(clipped);
  return candidates[name]
    ?.map((candidate) => readPath(root, { [name]: candidate }))
    .find((value) => value !== undefined && JSON.stringify(clipValue(value)) === wanted);
}

function findVariable(node: TreeNode): string | null {
  if (node.kind === 'variable' || node.kind === 'alias') return node.name;
  return node.kind === 'member' || node.kind === 'index' ? findVariable(node.object) : null;
}

function readPath(node: TreeNode, variables: { [name: string]: Json }): Json | undefined {
  try {
    const evaluation = createEvaluation({ variables, at: 0 }, createBudget(MAX_STEPS, MAX_STEPS), []);
    return evaluateNode(node, evaluation) as Json | undefined;
  } catch {
    return undefined;
  }
}
