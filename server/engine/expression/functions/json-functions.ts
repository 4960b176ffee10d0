import { parseJsonKeepingNumbers } from '@/server/shared/json-numbers';
import { type Budget, spendChars, spendSteps } from '../budget';
import type { LanguageFunction } from '../evaluation';
import { stop } from '../failure';
import type { Value } from '../tree';
import { toJsonText, toText } from '../values/text';
import { requireData, toInteger } from '../values/value';

const MAX_INDENT = 10;
/** Parsing costs more than comparing: this many characters cost one step. */
const PARSED_CHARS_PER_STEP = 8;

/** The functions of `JSON`, without revivers and replacers. */
export const JSON_FUNCTIONS: ReadonlyMap<string, LanguageFunction> = new Map<string, LanguageFunction>([
  ['JSON.parse', ([text], { budget }) => parseJson(text, budget)],
  [
    'JSON.stringify',
    ([value, , indent], { budget }) =>
      toJsonText(value, Math.min(Math.max(toInteger(indent), 0), MAX_INDENT), budget),
  ],
]);

function parseJson(source: Value, budget: Budget): Value {
  if (source === undefined || source === null) return source;
  const text = toText(source, budget);
  spendChars(budget, text.length);
  spendSteps(budget, Math.ceil(text.length / PARSED_CHARS_PER_STEP));
  try {
    return requireData(parseJsonKeepingNumbers(text) as Value);
  } catch {
    return stop('type', 'parses a text that is not JSON');
  }
}
