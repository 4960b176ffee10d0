import { stop } from '../failure';
import type { Value, ValueRecord } from '../tree';

/** The values that an option may have: names, a range of whole numbers, true and false, or a pattern of names. */
type Rule = readonly (string | boolean)[] | { from: number; to: number } | RegExp;
type Rules = ReadonlyMap<string, Rule>;

const WIDTHS = ['long', 'short', 'narrow'] as const;
const DIGITS = ['numeric', '2-digit'] as const;
const STYLES = ['full', 'long', 'medium', 'short'] as const;
const UNITS = Intl.supportedValuesOf('unit').join('|');
const NUMBERING = Intl.supportedValuesOf('numberingSystem');
const PLACES = { from: 0, to: 20 } as const;
const DIGIT_COUNT = { from: 1, to: 21 } as const;

/** The options of `toLocaleString` for numbers. */
export const NUMBER_OPTIONS: Rules = new Map<string, Rule>([
  ['style', ['decimal', 'currency', 'percent', 'unit']],
  ['currency', /^[A-Za-z]{3}$/],
  ['currencyDisplay', ['symbol', 'narrowSymbol', 'code', 'name']],
  ['currencySign', ['standard', 'accounting']],
  ['unit', new RegExp(`^(?:${UNITS})(?:-per-(?:${UNITS}))?$`)],
  ['unitDisplay', WIDTHS],
  ['notation', ['standard', 'scientific', 'engineering', 'compact']],
  ['compactDisplay', ['short', 'long']],
  ['signDisplay', ['auto', 'never', 'always', 'exceptZero', 'negative']],
  ['useGrouping', [true, false, 'always', 'auto', 'min2']],
  ['minimumIntegerDigits', DIGIT_COUNT],
  ['minimumFractionDigits', PLACES],
  ['maximumFractionDigits', PLACES],
  ['minimumSignificantDigits', DIGIT_COUNT],
  ['maximumSignificantDigits', DIGIT_COUNT],
  ['numberingSystem', NUMBERING],
]);

/** The options of `toLocaleString`, `toLocaleDateString` and `toLocaleTimeString` for dates, beside `timeZone`. */
export const DATE_OPTIONS: Rules = new Map<string, Rule>([
  ['dateStyle', STYLES],
  ['timeStyle', STYLES],
  ['weekday', WIDTHS],
  ['era', WIDTHS],
  ['year', DIGITS],
  ['month', [...DIGITS, ...WIDTHS]],
  ['day', DIGITS],
  ['dayPeriod', WIDTHS],
  ['hour', DIGITS],
  ['minute', DIGITS],
  ['second', DIGITS],
  ['fractionalSecondDigits', { from: 1, to: 3 }],
  ['timeZoneName', ['long', 'short', 'shortOffset', 'longOffset', 'shortGeneric', 'longGeneric']],
  ['hour12', [true, false]],
  ['hourCycle', ['h11', 'h12', 'h23', 'h24']],
  ['calendar', Intl.supportedValuesOf('calendar')],
  ['numberingSystem', NUMBERING],
]);

/** The given options, each with an allowed value; stops at any other. Null counts as left out. */
export function readOptions(options: Value, rules: Rules): Record<string, string | number | boolean> {
  if (options === undefined || options === null) return {};
  if (typeof options !== 'object' || Array.isArray(options))
    return stop('type', 'needs options such as { style: "percent" }');
  const read: Record<string, string | number | boolean> = {};
  for (const [name, rule] of rules) {
    const value = Object.hasOwn(options, name) ? options[name] : undefined;
    if (value === undefined || value === null) continue;
    if (!isAllowed(value, rule)) stop('type', `gives the option ${name} a value that it cannot have`);
    read[name] = value;
  }
  refuseUnknown(options, rules);
  return read;
}

function refuseUnknown(options: ValueRecord, rules: Rules): void {
  const unknown = Object.keys(options).find((name) => name !== 'timeZone' && !rules.has(name));
  if (unknown !== undefined) stop('type', `gives the unknown option ${unknown.slice(0, 40)}`);
}

function isAllowed(value: Value, rule: Rule): value is string | number | boolean {
  if (rule instanceof RegExp) return typeof value === 'string' && value.length <= 60 && rule.test(value);
  if (isList(rule)) return (typeof value === 'string' || typeof value === 'boolean') && rule.includes(value);
  return Number.isInteger(value) && Number(value) >= rule.from && Number(value) <= rule.to;
}

function isList(rule: Rule): rule is readonly (string | boolean)[] {
  return Array.isArray(rule);
}
