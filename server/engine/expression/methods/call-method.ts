import type { Callback, Evaluation } from '../evaluation';
import { stop } from '../failure';
import type { Value } from '../tree';
import { nameKind } from '../values/value';
import { LIST_CALLBACK_METHODS, SORTING_METHODS } from './list-callback-methods';
import { LIST_METHODS } from './list-methods';
import { BOOLEAN_METHODS, NUMBER_METHODS } from './scalar-methods';
import { TEXT_METHODS } from './text-methods';

/**
 * Calls a method. Returns undefined for a missing receiver (evaluate/missing-is-undefined); stops if the
 * receiver has no such method.
 */
export function callMethod(
  receiver: Value,
  name: string,
  args: readonly Value[],
  evaluation: Evaluation,
  callback: Callback | null,
): Value {
  if (receiver === null || receiver === undefined) return undefined;
  if (Array.isArray(receiver)) return callListMethod(receiver, name, args, evaluation, callback);
  if (callback) return refuseMethod(receiver, name);
  switch (typeof receiver) {
    case 'string':
      return (TEXT_METHODS.get(name) ?? refuseMethod(receiver, name))(receiver, args, evaluation, null);
    case 'number':
      return (NUMBER_METHODS.get(name) ?? refuseMethod(receiver, name))(receiver, args, evaluation, null);
    case 'boolean':
      return (BOOLEAN_METHODS.get(name) ?? refuseMethod(receiver, name))(receiver, args, evaluation, null);
    default:
      return refuseMethod(receiver, name);
  }
}

function callListMethod(
  list: Value[],
  name: string,
  args: readonly Value[],
  evaluation: Evaluation,
  callback: Callback | null,
): Value {
  const sorting = SORTING_METHODS.get(name);
  if (sorting) return sorting(list, callback, evaluation);
  if (callback)
    return (LIST_CALLBACK_METHODS.get(name) ?? refuseMethod(list, name))(list, callback, args, evaluation);
  return (LIST_METHODS.get(name) ?? refuseMethod(list, name))(list, args, evaluation, null);
}

function refuseMethod(receiver: Value, name: string): never {
  return stop('not_callable', `calls ${name}() on ${nameKind(receiver)}`);
}
