import { describe, expect, it } from 'vitest';
import { createBudget } from '../budget';
import { createEvaluation } from '../evaluate';
import { evaluateNode } from '../evaluate-node';
import { parseExpression } from '../parse/parse-expression';
import type { TreeNode } from '../tree';
import { mapTree } from './map-tree';

/** Each kind of part around the variable `a`. */
const SOURCES = [
  'a',
  ['`one $', '{a} two $', '{b}`'].join(''),
  '[a, ...list, b]',
  '({ x: a, [key]: a, ...record })',
  '-a',
  'a + b * a',
  'a && b || (none ?? a)',
  'b > 2 ? a : b',
  'record.x + a',
  'list[a - 1]',
  'list.slice(a, b)',
  'list.map((one, at) => one + a + at)',
  'list.map(({ x = a, y: [z = a] = [a] } = {}) => [x, z])',
  'Math.max(a, b)',
  'Array.from(list, (one) => one * a)',
  'list.filter(Boolean).length + a',
];
const VARIABLES = { a: 1, b: 3, list: [4, 5, 6], key: 'k', record: { x: 7 }, none: null };

function parse(source: string): TreeNode {
  const parsed = parseExpression(source);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.expression.root;
}

const evaluate = (node: TreeNode, a: number) =>
  evaluateNode(node, createEvaluation({ variables: { ...VARIABLES, a }, at: 0 }, createBudget(), []));

describe('mapTree', () => {
  it.each(SOURCES)('copies all parts: %s', (source) => {
    const tree = parse(source);
    expect(mapTree(tree, () => null)).toEqual(tree);
  });

  it.each(SOURCES)('replaces parts wherever they stand: %s', (source) => {
    const tree = parse(source);
    const replaced = mapTree(tree, (node) =>
      node.kind === 'variable' && node.name === 'a'
        ? { kind: 'literal', value: 2, start: node.start, end: node.end }
        : null,
    );
    expect(evaluate(replaced, 1)).toEqual(evaluate(tree, 2));
    expect(JSON.stringify(replaced)).not.toContain('"name":"a"');
  });

  it('does not visit the parts of what is replaced', () => {
    const seen: string[] = [];
    mapTree(parse('a + (b * a)'), (node) => {
      seen.push(node.kind);
      return node.kind === 'binary' && node.operator === '*' ? node : null;
    });
    expect(seen).toEqual(['binary', 'variable', 'binary']);
  });
});
