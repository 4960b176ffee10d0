import type { Expression, SpreadElement } from 'acorn';
import { findArgumentFault } from '../format/check-format';
import { CALLBACK_FUNCTIONS, FUNCTIONS, NAMESPACES, UNSUPPORTED_FUNCTIONS } from '../functions/functions';
import { CALLBACK_METHODS, METHOD_NAMES, UNSUPPORTED_METHODS } from '../methods/method-names';
import type { CallbackNode, Item, TreeNode } from '../tree';
import { type Conversion, failAt, type Locals } from './conversion';
import { convertCallback, isCallback } from './convert-callback';
import { findStaticKey } from './convert-name';

type Call = Extract<Expression, { type: 'CallExpression' }>;

/**
 * Converts a call of a built-in function or method; nothing else can be called (evaluate/no-function-values).
 */
export function convertCall(node: Call, locals: Locals, conversion: Conversion): TreeNode {
  const { callee } = node;
  if (callee.type === 'Identifier') return convertFunction(node, callee.name, locals, conversion);
  if (callee.type !== 'MemberExpression')
    failAt('Only functions and methods of the language can be called', node);
  const name = findStaticKey(callee);
  if (name === null) failAt('A method is called by its name, as in text.trim()', node);
  if (
    callee.object.type === 'Identifier' &&
    !locals.has(callee.object.name) &&
    NAMESPACES.has(callee.object.name)
  ) {
    return convertFunction(node, `${callee.object.name}.${name}`, locals, conversion);
  }
  return convertMethod(node, callee.object, name, locals, conversion);
}

function convertFunction(node: Call, name: string, locals: Locals, conversion: Conversion): TreeNode {
  if (locals.has(name)) failAt(`${name} is a value, not a function`, node);
  if (!FUNCTIONS.has(name)) failAt(UNSUPPORTED_FUNCTIONS.get(name) ?? `There is no function ${name}()`, node);
  const { args, callback } = convertArguments(node, CALLBACK_FUNCTIONS.get(name) ?? null, locals, conversion);
  recordFault(node, name, args, conversion);
  return { kind: 'function', name, args, callback, start: node.start, end: node.end };
}

function convertMethod(
  node: Call,
  receiver: Call['callee'],
  name: string,
  locals: Locals,
  conversion: Conversion,
): TreeNode {
  const takes = CALLBACK_METHODS.get(name);
  if (!takes && !METHOD_NAMES.has(name))
    failAt(UNSUPPORTED_METHODS.get(name) ?? `There is no method ${name}()`, node);
  const object = conversion.convert(receiver, locals, conversion);
  const { args, callback } = convertArguments(node, takes ? 0 : null, locals, conversion);
  if (takes === 'required' && !callback) failAt(`${name}() needs a callback, such as x => x.name`, node);
  recordFault(node, name, args, conversion);
  return { kind: 'method', object, name, args, callback, start: node.start, end: node.end };
}

function recordFault(node: Call, name: string, args: readonly Item[], { faults }: Conversion): void {
  if (args.some(({ spread }) => spread)) return;
  const message = findArgumentFault(
    name,
    args.map(({ value }) => value),
  );
  if (message !== null) faults.push({ message, offset: node.start });
}

/** Separates the callback at `callbackIndex` from the other arguments. */
function convertArguments(
  node: Call,
  callbackIndex: number | null,
  locals: Locals,
  conversion: Conversion,
): { args: Item[]; callback: CallbackNode | null } {
  const args: Item[] = [];
  let callback: CallbackNode | null = null;
  node.arguments.forEach((argument, index) => {
    if (index === callbackIndex && isCallback(argument, locals)) {
      callback = convertCallback(argument, locals, conversion);
    } else args.push(convertArgument(argument, locals, conversion));
  });
  return { args, callback };
}

function convertArgument(argument: Expression | SpreadElement, locals: Locals, conversion: Conversion): Item {
  const spread = argument.type === 'SpreadElement';
  return { spread, value: conversion.convert(spread ? argument.argument : argument, locals, conversion) };
}
