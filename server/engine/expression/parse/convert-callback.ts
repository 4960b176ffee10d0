import type { Expression, Pattern as ParsedPattern, SpreadElement } from 'acorn';
import { FUNCTIONS, NAMESPACES } from '../functions/functions';
import type { CallbackNode, Pattern } from '../tree';
import { type Conversion, failAt, type Locals } from './conversion';

/** True for an arrow function, or the name of a function such as `Boolean`. */
export function isCallback(node: Expression | SpreadElement, locals: Locals): boolean {
  return (
    node.type === 'ArrowFunctionExpression' ||
    node.type === 'FunctionExpression' ||
    findFunctionName(node, locals) !== null
  );
}

/** Converts an argument for which `isCallback` is true. */
export function convertCallback(
  node: Expression | SpreadElement,
  locals: Locals,
  conversion: Conversion,
): CallbackNode {
  const name = findFunctionName(node, locals);
  if (name !== null) return { kind: 'named', name };
  if (node.type !== 'ArrowFunctionExpression')
    return failAt('Write callbacks as arrow functions, such as x => x.name', node);
  if (node.async) failAt('Callbacks cannot be async', node);
  if (node.body.type === 'BlockStatement')
    return failAt('A callback is one expression without braces, such as x => x.name', node.body);
  const visible = new Map(locals);
  const params = node.params.map((param) => convertPattern(param, visible, conversion));
  return { kind: 'arrow', params, body: conversion.convert(node.body, visible, conversion) };
}

function findFunctionName(node: Expression | SpreadElement, locals: Locals): string | null {
  if (node.type === 'Identifier')
    return !locals.has(node.name) && FUNCTIONS.has(node.name) ? node.name : null;
  if (node.type !== 'MemberExpression' || node.computed || node.object.type !== 'Identifier') return null;
  if (
    locals.has(node.object.name) ||
    !NAMESPACES.has(node.object.name) ||
    node.property.type !== 'Identifier'
  )
    return null;
  const name = `${node.object.name}.${node.property.name}`;
  return FUNCTIONS.has(name) ? name : null;
}

function convertPattern(node: ParsedPattern, visible: Map<string, number>, conversion: Conversion): Pattern {
  switch (node.type) {
    case 'Identifier': {
      const slot = conversion.slots++;
      visible.set(node.name, slot);
      return { kind: 'slot', slot };
    }
    case 'AssignmentPattern': {
      const fallback = conversion.convert(node.right, visible, conversion);
      return { kind: 'default', target: convertPattern(node.left, visible, conversion), fallback };
    }
    case 'ArrayPattern':
      return {
        kind: 'list',
        items: node.elements.map((item) => item && convertPattern(item, visible, conversion)),
      };
    case 'ObjectPattern':
      return {
        kind: 'record',
        entries: node.properties.map((entry) => convertPatternEntry(entry, visible, conversion)),
      };
    default:
      return failAt(
        'A callback takes names, {a, b} or [a, b]; the rest "..." is not part of the language',
        node,
      );
  }
}

type PatternEntry = Extract<ParsedPattern, { type: 'ObjectPattern' }>['properties'][number];

function convertPatternEntry(
  entry: PatternEntry,
  visible: Map<string, number>,
  conversion: Conversion,
): { key: string; target: Pattern } {
  if (entry.type === 'RestElement' || entry.computed)
    return failAt('A callback can only destructure plain names, as in ({a, b}) => a', entry);
  const { key } = entry;
  const target = convertPattern(entry.value, visible, conversion);
  if (key.type === 'Identifier') return { key: key.name, target };
  if (key.type === 'Literal') return { key: String(key.value), target };
  return failAt('This key is not part of the language', entry);
}
