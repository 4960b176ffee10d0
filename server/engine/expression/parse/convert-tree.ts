import type { Expression, PrivateIdentifier, SpreadElement, Super } from 'acorn';
import type { BinaryOperator, Entry, Item, TreeNode, UnaryOperator } from '../tree';
import { type Conversion, failAt, type Locals, NO_LOCALS } from './conversion';
import { convertCall } from './convert-call';
import { convertMember, convertName } from './convert-name';
import { type ExpressionProblem, UNSUPPORTED_SYNTAX } from './parse-error';

const MAX_TREE_DEPTH = 200;

const BINARY: ReadonlySet<string> = new Set<BinaryOperator>([
  ...(['+', '-', '*', '/', '%', '**', '===', '!==', '==', '!='] as const),
  ...(['<', '<=', '>', '>=', 'in'] as const),
]);
const UNARY: ReadonlySet<string> = new Set<UnaryOperator>(['!', '-', '+', 'typeof']);

/**
 * Converts acorn's tree to ours and lists the variables that it reads. Throws `SyntaxRefusal` for unsupported
 * syntax.
 */
export function convertTree(parsed: Expression): {
  root: TreeNode;
  names: string[];
  secrets: string[];
  config: string[];
  faults: ExpressionProblem[];
} {
  const names = new Set<string>();
  const secrets = new Set<string>();
  const config = new Set<string>();
  const conversion: Conversion = { names, secrets, config, faults: [], slots: 0, depth: 0, convert };
  const root = convert(parsed, NO_LOCALS, conversion);
  const named = { names: [...names].sort(), secrets: [...secrets], config: [...config] };
  return { root, ...named, faults: conversion.faults };
}

function convert(
  node: Expression | Super | PrivateIdentifier,
  locals: Locals,
  conversion: Conversion,
): TreeNode {
  if (++conversion.depth > MAX_TREE_DEPTH) failAt('The expression is nested too deeply', node);
  const converted = convertNode(node, locals, conversion);
  conversion.depth--;
  return converted;
}

function convertNode(
  node: Expression | Super | PrivateIdentifier,
  locals: Locals,
  conversion: Conversion,
): TreeNode {
  const { start, end } = node;
  const inner = (child: Expression | Super | PrivateIdentifier) => convert(child, locals, conversion);
  switch (node.type) {
    case 'ParenthesizedExpression':
    case 'ChainExpression':
      return inner(node.expression);
    case 'Literal':
      return convertLiteral(node);
    case 'Identifier':
      return convertName(node, locals, conversion);
    case 'MemberExpression':
      return convertMember(node, locals, conversion);
    case 'CallExpression':
      return convertCall(node, locals, conversion);
    case 'TemplateLiteral':
      return {
        kind: 'template',
        texts: node.quasis.map((quasi) => quasi.value.cooked ?? ''),
        values: node.expressions.map(inner),
        start,
        end,
      };
    case 'ArrayExpression':
      return {
        kind: 'array',
        items: node.elements.map((element) => convertItem(element, node, inner)),
        start,
        end,
      };
    case 'ObjectExpression':
      return {
        kind: 'object',
        entries: node.properties.map((entry) => convertEntry(entry, inner)),
        start,
        end,
      };
    case 'UnaryExpression':
      if (!isUnary(node.operator))
        failAt(`The operator "${node.operator}" is not part of the language`, node);
      return { kind: 'unary', operator: node.operator, operand: inner(node.argument), start, end };
    case 'BinaryExpression':
      if (!isBinary(node.operator))
        failAt(`The operator "${node.operator}" is not part of the language`, node);
      return {
        kind: 'binary',
        operator: node.operator,
        left: inner(node.left),
        right: inner(node.right),
        start,
        end,
      };
    case 'LogicalExpression':
      return {
        kind: 'logical',
        operator: node.operator,
        left: inner(node.left),
        right: inner(node.right),
        start,
        end,
      };
    case 'ConditionalExpression': {
      const [test, yes, no] = [inner(node.test), inner(node.consequent), inner(node.alternate)];
      return { kind: 'ternary', test, yes, no, start, end };
    }
    default:
      return failAt(UNSUPPORTED_SYNTAX[node.type] ?? 'This is not part of the language', node);
  }
}

function isUnary(operator: string): operator is UnaryOperator {
  return UNARY.has(operator);
}

function isBinary(operator: string): operator is BinaryOperator {
  return BINARY.has(operator);
}

function convertLiteral(node: Extract<Expression, { type: 'Literal' }>): TreeNode {
  const { start, end, value } = node;
  if (node.regex)
    failAt('Regular expressions are not part of the language; use includes() or $matches()', node);
  if (node.bigint || typeof value === 'bigint') failAt('BigInt literals are not part of the language', node);
  return { kind: 'literal', value: value instanceof RegExp ? undefined : value, start, end };
}

function convertItem(
  element: Expression | SpreadElement | null,
  list: Expression,
  inner: (child: Expression) => TreeNode,
): Item {
  if (element === null) return failAt('A list element is empty; write undefined or null', list);
  if (element.type === 'SpreadElement') return { spread: true, value: inner(element.argument) };
  return { spread: false, value: inner(element) };
}

type Property = Extract<Expression, { type: 'ObjectExpression' }>['properties'][number];

function convertEntry(property: Property, inner: (child: Expression) => TreeNode): Entry {
  if (property.type === 'SpreadElement') return { key: null, value: inner(property.argument) };
  if (property.kind !== 'init' || property.method)
    failAt('An object literal cannot contain functions', property);
  const value = inner(property.value);
  if (property.computed) return { key: inner(property.key), value };
  if (property.key.type === 'Identifier') return { key: property.key.name, value };
  if (property.key.type === 'Literal') return { key: String(property.key.value), value };
  return failAt('This key is not part of the language', property);
}
