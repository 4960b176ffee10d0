import { isPlainEnglish } from '../../locale/locale';
import type { Budget } from '../budget';
import { stop } from '../failure';
import type { Value } from '../tree';
import { toNumberText, toText } from '../values/text';
import { toInteger } from '../values/value';
import { formatNumber } from './format-number';
import { requireNumberFormat } from './intl-formats';

const MAX_PLACES = 20;
const DEFAULT_CURRENCY = 'USD';
const CURRENCY_CODE = /^[A-Za-z]{3}$/;

const CURRENCIES: ReadonlyMap<string, { sign: string; places: number }> = new Map([
  ['USD', { sign: '$', places: 2 }],
  ['EUR', { sign: '€', places: 2 }],
  ['GBP', { sign: '£', places: 2 }],
  ['INR', { sign: '₹', places: 2 }],
  ['JPY', { sign: '¥', places: 0 }],
  ['KRW', { sign: '₩', places: 0 }],
]);

type NumberContext = { locale: string; budget: Budget };
type NamedFormat = (number: number, detail: Value, context: NumberContext) => string;

/** The named formats of numbers; `detail` is a currency code or the number of decimal places. */
export const NUMBER_FORMATS: ReadonlyMap<string, NamedFormat> = new Map<string, NamedFormat>([
  ['currency', formatCurrency],
  ['integer', (number, _, context) => formatPlaces(number, [0, 0], context)],
  [
    'number',
    (number, detail, context) => formatPlaces(number, [toPlaces(detail, 0), toPlaces(detail, 3)], context),
  ],
  ['percent', formatPercent],
]);

/** True for a text that has the form of an ISO 4217 code. */
export function isCurrencyCode(text: string): boolean {
  return CURRENCY_CODE.test(text);
}

function formatCurrency(number: number, detail: Value, context: NumberContext): string {
  const code = (detail === undefined ? DEFAULT_CURRENCY : toText(detail, context.budget)).toUpperCase();
  if (isPlainEnglish(context.locale)) return formatEnglishCurrency(number, code);
  if (!isCurrencyCode(code)) return stop('type', 'needs the code of a currency, such as "EUR"');
  return formatLocal(number, { style: 'currency', currency: code }, context);
}

function formatEnglishCurrency(number: number, code: string): string {
  const currency = CURRENCIES.get(code) ?? { sign: `${code} `, places: 2 };
  const amount = formatNumber(number, currency.places, currency.places);
  return amount.startsWith('-') ? `-${currency.sign}${amount.slice(1)}` : currency.sign + amount;
}

function formatPercent(number: number, detail: Value, context: NumberContext): string {
  const places = toPlaces(detail, 0);
  if (isPlainEnglish(context.locale)) return `${formatNumber(number * 100, places, places)}%`;
  const digits = { minimumFractionDigits: places, maximumFractionDigits: places };
  return formatLocal(number, { style: 'percent', ...digits }, context);
}

/** Formats a number with at least and at most so many decimal places. */
export function formatPlaces(
  number: number,
  [least, most]: readonly [number, number],
  context: NumberContext,
): string {
  if (isPlainEnglish(context.locale)) return formatNumber(number, least, most);
  return formatLocal(number, { minimumFractionDigits: least, maximumFractionDigits: most }, context);
}

// The decimal text is rounded, as in English: 1.005 becomes 1.01.
function formatLocal(number: number, options: Intl.NumberFormatOptions, context: NumberContext): string {
  const text = toNumberText(number) as `${number}`;
  return requireNumberFormat(context.locale, options, context.budget).format(text);
}

function toPlaces(detail: Value, fallback: number): number {
  return Math.min(Math.max(toInteger(detail, fallback), 0), MAX_PLACES);
}
