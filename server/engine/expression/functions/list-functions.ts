import { type Budget, spendChars, spendSteps } from '../budget';
import type { LanguageFunction } from '../evaluation';
import { mapList } from '../methods/list-callback-methods';
import { copyList } from '../methods/list-methods';
import type { Value } from '../tree';
import { readMember } from '../values/member';
import { toInteger } from '../values/value';

/** The functions of `Array`. */
export const LIST_FUNCTIONS: ReadonlyMap<string, LanguageFunction> = new Map<string, LanguageFunction>([
  [
    'Array.from',
    ([source], evaluation, callback) => {
      const list = makeList(source, evaluation.budget);
      return callback ? mapList(list, callback, evaluation) : list;
    },
  ],
  ['Array.isArray', ([value]) => Array.isArray(value)],
  ['Array.of', (args, { budget }) => copyList(args, budget)],
]);

function makeList(source: Value, budget: Budget): Value[] {
  if (Array.isArray(source)) return copyList(source, budget);
  if (typeof source === 'string') {
    spendChars(budget, source.length);
    return [...source];
  }
  const length = Math.max(0, toInteger(readMember(source, 'length', budget)));
  spendChars(budget, length);
  spendSteps(budget, length);
  return Array.from({ length }, (_, index) => readMember(source, String(index), budget));
}
