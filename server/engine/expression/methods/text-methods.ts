import { type Budget, spendChars, spendScan, spendSearch, spendSteps } from '../budget';
import type { Method } from '../evaluation';
import { stop } from '../failure';
import type { Value } from '../tree';
import { compareTexts } from '../values/compare';
import { concatTexts } from '../values/operators';
import { toText } from '../values/text';
import { toInteger } from '../values/value';
import { replaceText, splitText } from './split-text';

type TextMethod = Method<string>;

/** Methods of texts. Positions count UTF-16 units, as in JavaScript. */
export const TEXT_METHODS: ReadonlyMap<string, TextMethod> = new Map<string, TextMethod>([
  ['at', (text, [index]) => text.at(toInteger(index))],
  ['charAt', (text, [index]) => text.charAt(toInteger(index))],
  ['charCodeAt', (text, [index]) => text.charCodeAt(toInteger(index))],
  ['codePointAt', (text, [index]) => text.codePointAt(toInteger(index))],
  [
    'concat',
    (text, args, { budget }) =>
      args.reduce<string>((all, arg) => concatTexts(all, toText(arg, budget), budget), text),
  ],
  [
    'endsWith',
    (text, [searched, end], { budget }) =>
      isPresent(searched) && text.endsWith(toSearchText(searched, budget), toInteger(end, text.length)),
  ],
  [
    'includes',
    (text, [searched, from], { budget }) => findText(text, searched, toInteger(from), budget) >= 0,
  ],
  ['indexOf', (text, [searched, from], { budget }) => findText(text, searched, toInteger(from), budget)],
  [
    'lastIndexOf',
    (text, [searched, from], { budget }) =>
      findLastText(text, searched, toInteger(from, text.length), budget),
  ],
  ['localeCompare', (text, [other], { budget }) => compareFolded(text, toText(other, budget), budget)],
  ['normalize', (text, [form], { budget }) => normalizeText(text, form, budget)],
  ['padEnd', (text, args, { budget }) => text + makePadding(text, args, budget)],
  ['padStart', (text, args, { budget }) => makePadding(text, args, budget) + text],
  ['repeat', (text, [count], { budget }) => repeatText(text, toInteger(count), budget)],
  [
    'replace',
    (text, [searched, by], { budget }) =>
      replaceText(text, toText(searched, budget), toText(by, budget), 1, budget),
  ],
  [
    'replaceAll',
    (text, [searched, by], { budget }) =>
      replaceText(text, toText(searched, budget), toText(by, budget), Number.POSITIVE_INFINITY, budget),
  ],
  [
    'slice',
    (text, [from, to], { budget }) =>
      chargeForText(text.slice(toInteger(from), toInteger(to, text.length)), budget),
  ],
  ['split', (text, [separator, limit], { budget }) => splitText(text, separator, limit, budget)],
  [
    'startsWith',
    (text, [searched, from], { budget }) =>
      isPresent(searched) && text.startsWith(toSearchText(searched, budget), toInteger(from)),
  ],
  [
    'substring',
    (text, [from, to], { budget }) =>
      chargeForText(text.substring(toInteger(from), toInteger(to, text.length)), budget),
  ],
  ['toLowerCase', (text, _, { budget }) => convertText(text, (input) => input.toLowerCase(), budget)],
  ['toString', (text) => text],
  ['toUpperCase', (text, _, { budget }) => convertText(text, (input) => input.toUpperCase(), budget)],
  ['trim', (text, _, { budget }) => trimText(text, (input) => input.trim(), budget)],
  ['trimEnd', (text, _, { budget }) => trimText(text, (input) => input.trimEnd(), budget)],
  ['trimStart', (text, _, { budget }) => trimText(text, (input) => input.trimStart(), budget)],
]);

/**
 * No text contains a missing value: `text.includes(undefined)` is false instead of a search for "undefined".
 */
function isPresent(searched: Value): boolean {
  return searched !== undefined && searched !== null;
}

function toSearchText(searched: Value, budget: Budget): string {
  const text = toText(searched, budget);
  spendScan(budget, text.length);
  return text;
}

function findText(text: string, searched: Value, from: number, budget: Budget): number {
  if (!isPresent(searched)) return -1;
  const needle = toText(searched, budget);
  spendSearch(budget, text.length, needle.length);
  return text.indexOf(needle, from);
}

function findLastText(text: string, searched: Value, from: number, budget: Budget): number {
  if (!isPresent(searched)) return -1;
  const needle = toText(searched, budget);
  spendSearch(budget, text.length, needle.length);
  return text.lastIndexOf(needle, from);
}

function chargeForText(text: string, budget: Budget): string {
  spendChars(budget, text.length);
  return text;
}

function trimText(text: string, trim: (text: string) => string, budget: Budget): string {
  spendScan(budget, text.length);
  return chargeForText(trim(text), budget);
}

/** Charges for the input before converting, and for growth after. */
function convertText(text: string, convert: (text: string) => string, budget: Budget): string {
  spendChars(budget, text.length);
  const converted = convert(text);
  spendChars(budget, Math.max(0, converted.length - text.length));
  return converted;
}

function normalizeText(text: string, form: Value, budget: Budget): string {
  const name = form === undefined ? 'NFC' : toText(form, budget);
  if (!['NFC', 'NFD', 'NFKC', 'NFKD'].includes(name))
    stop('type', 'normalizes to NFC, NFD, NFKC or NFKD only');
  spendSteps(budget, Math.ceil(text.length / 4));
  return convertText(text, (input) => input.normalize(name), budget);
}

function makePadding(text: string, [length, fill]: readonly Value[], budget: Budget): string {
  const missing = toInteger(length) - text.length;
  const filler = fill === undefined ? ' ' : toText(fill, budget);
  if (missing <= 0 || filler === '') return '';
  spendChars(budget, text.length + missing);
  return filler.repeat(Math.ceil(missing / filler.length)).slice(0, missing);
}

function repeatText(text: string, count: number, budget: Budget): string {
  if (count < 0) stop('type', 'cannot repeat a text less than 0 times');
  spendChars(budget, text.length * count);
  return text === '' ? '' : text.repeat(count);
}

/** Alphabetical order without a locale; letter case decides only between texts that are otherwise equal. */
function compareFolded(left: string, right: string, budget: Budget): number {
  const fold = (text: string) => convertText(text, (input) => input.toLowerCase(), budget);
  return compareTexts(fold(left), fold(right), budget) || -compareTexts(left, right, budget) + 0;
}
