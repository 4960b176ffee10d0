import type { ValueType } from '../../definition/value-type';
import { LIST_CALLBACK_METHODS, SORTING_METHODS } from './list-callback-methods';
import { LIST_METHODS } from './list-methods';
import { BOOLEAN_METHODS, NUMBER_METHODS } from './scalar-methods';
import { TEXT_METHODS } from './text-methods';

const METHODS: Readonly<Record<ValueType, ReadonlySet<string>>> = {
  text: new Set(TEXT_METHODS.keys()),
  list: new Set([...LIST_METHODS.keys(), ...LIST_CALLBACK_METHODS.keys(), ...SORTING_METHODS.keys()]),
  number: new Set(NUMBER_METHODS.keys()),
  boolean: new Set(BOOLEAN_METHODS.keys()),
  object: new Set(),
};

/** The names of the methods that values of a type have. */
export function methodsOf(type: ValueType): ReadonlySet<string> {
  return METHODS[type];
}
