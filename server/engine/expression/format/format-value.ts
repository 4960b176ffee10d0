import { type Budget, spendChars } from '../budget';
import { stop } from '../failure';
import type { Value } from '../tree';
import { toText } from '../values/text';
import { toInteger, toNumber } from '../values/value';
import { formatDate } from './format-date';
import { formatNumber } from './format-number';
import { requireDate } from './require-date';

const MAX_PATTERN_CHARS = 200;
const MAX_PLACES = 20;
const NUMBER_PATTERN = /^([#0,]*)(?:\.(0*)(#*))?(%?)$/;

const CURRENCIES: ReadonlyMap<string, { sign: string; places: number }> = new Map([
  ['USD', { sign: '$', places: 2 }],
  ['EUR', { sign: '€', places: 2 }],
  ['GBP', { sign: '£', places: 2 }],
  ['INR', { sign: '₹', places: 2 }],
  ['JPY', { sign: '¥', places: 0 }],
  ['KRW', { sign: '₩', places: 0 }],
]);

const DATE_PATTERNS: ReadonlyMap<string, string> = new Map([
  ['date', 'MMMM D, YYYY'],
  ['time', 'h:mm A'],
  ['datetime', 'MMMM D, YYYY h:mm A'],
]);

type NamedFormat = (number: number, detail: Value, budget: Budget) => string;

const NUMBER_FORMATS: ReadonlyMap<string, NamedFormat> = new Map<string, NamedFormat>([
  [
    'currency',
    (number, detail, budget) => formatCurrency(number, detail === undefined ? 'USD' : toText(detail, budget)),
  ],
  ['integer', (number) => formatNumber(number, 0, 0)],
  ['number', (number, detail) => formatNumber(number, toPlaces(detail, 0), toPlaces(detail, 3))],
  ['percent', (number, detail) => `${formatNumber(number * 100, toPlaces(detail, 0), toPlaces(detail, 0))}%`],
]);

/**
 * Implements `$format(value, pattern, detail)`. Returns undefined for a missing or empty value; stops at a
 * value that does not fit the pattern.
 */
export function formatValue(
  value: Value,
  pattern: string,
  detail: Value,
  budget: Budget,
): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (pattern.length > MAX_PATTERN_CHARS) stop('too_large', 'formats with a pattern that is too long');
  if (pattern === '') return toText(value, budget);
  const text = formatAs(value, pattern, detail, budget);
  spendChars(budget, text.length);
  return text;
}

function formatAs(value: Value, pattern: string, detail: Value, budget: Budget): string {
  const named = NUMBER_FORMATS.get(pattern);
  if (named) return named(requireNumber(value), detail, budget);
  const shape = NUMBER_PATTERN.exec(pattern);
  if (shape) return formatShape(requireNumber(value), shape);
  return formatDate(requireDate(value), DATE_PATTERNS.get(pattern) ?? pattern);
}

function formatCurrency(number: number, code: string): string {
  const currency = CURRENCIES.get(code.toUpperCase()) ?? { sign: `${code.toUpperCase()} `, places: 2 };
  const amount = formatNumber(number, currency.places, currency.places);
  return amount.startsWith('-') ? `-${currency.sign}${amount.slice(1)}` : currency.sign + amount;
}

function formatShape(
  number: number,
  [, integer = '', least = '', more = '', percent = '']: RegExpExecArray,
): string {
  const places = Math.min(least.length, MAX_PLACES);
  const text = formatNumber(
    percent ? number * 100 : number,
    places,
    Math.min(places + more.length, MAX_PLACES),
    integer.includes(','),
  );
  const digits = integer.replaceAll(/[^0]/g, '').length;
  return padInteger(text, digits) + percent;
}

function padInteger(text: string, digits: number): string {
  const sign = text.startsWith('-') ? '-' : '';
  const [whole = '', fraction] = text.slice(sign.length).split('.');
  return (
    sign +
    whole.padStart(whole.includes(',') ? 0 : digits, '0') +
    (fraction === undefined ? '' : `.${fraction}`)
  );
}

function toPlaces(detail: Value, fallback: number): number {
  return Math.min(Math.max(toInteger(detail, fallback), 0), MAX_PLACES);
}

function requireNumber(value: Value): number {
  const number = toNumber(value);
  return Number.isFinite(number) ? number : stop('type', 'formats something that is not a number');
}
