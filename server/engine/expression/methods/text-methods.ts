import { type Budget, spendChars, spendScan, spendSearch, spendSteps } from '../budget';
import type { Method } from '../evaluation';
import { stop } from '../failure';
import type { Value } from '../tree';
import { compareTexts } from '../values/compare';
import { concatTexts } from '../values/operators';
import { toText } from '../values/text';
import { countPoints, pointAt, slicePoints, toPointOffset, toUnitOffset } from '../values/text-positions';
import { toInteger } from '../values/value';
import { LOCALE_TEXT_METHODS } from './locale-methods';
import { replaceText, splitText } from './split-text';

type TextMethod = Method<string>;

/** Methods of texts (evaluate/code-points). */
export const TEXT_METHODS: ReadonlyMap<string, TextMethod> = new Map<string, TextMethod>([
  ...LOCALE_TEXT_METHODS,
  ['at', (text, [index], { budget }) => pointAt(text, toInteger(index), budget)],
  ['charAt', (text, [index], { budget }) => readPoint(text, index, budget) ?? ''],
  ['charCodeAt', (text, [index], { budget }) => readPoint(text, index, budget)?.codePointAt(0) ?? Number.NaN],
  ['codePointAt', (text, [index], { budget }) => readPoint(text, index, budget)?.codePointAt(0)],
  [
    'concat',
    (text, args, { budget }) =>
      args.reduce<string>((all, arg) => concatTexts(all, toText(arg, budget), budget), text),
  ],
  [
    'endsWith',
    (text, [searched, end], { budget }) =>
      isPresent(searched) &&
      text.endsWith(toSearchText(searched, budget), toStart(text, toInteger(end, text.length), budget)),
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
      chargeForText(slicePoints(text, toInteger(from), toInteger(to, text.length), budget), budget),
  ],
  ['split', (text, [separator, limit], { budget }) => splitText(text, separator, limit, budget)],
  [
    'startsWith',
    (text, [searched, from], { budget }) =>
      isPresent(searched) &&
      text.startsWith(toSearchText(searched, budget), toStart(text, toInteger(from), budget)),
  ],
  [
    'substring',
    (text, [from, to], { budget }) =>
      chargeForText(takeBetween(text, toInteger(from), toInteger(to, text.length), budget), budget),
  ],
  ['toLowerCase', (text, _, { budget }) => convertText(text, (input) => input.toLowerCase(), budget)],
  ['toString', (text) => text],
  ['toUpperCase', (text, _, { budget }) => convertText(text, (input) => input.toUpperCase(), budget)],
  ['trim', (text, _, { budget }) => trimText(text, (input) => input.trim(), budget)],
  ['trimEnd', (text, _, { budget }) => trimText(text, (input) => input.trimEnd(), budget)],
  ['trimStart', (text, _, { budget }) => trimText(text, (input) => input.trimStart(), budget)],
]);

/** The character at a position of a text, which a negative position is not. */
function readPoint(text: string, index: Value, budget: Budget): string | undefined {
  const at = toInteger(index);
  return at < 0 ? undefined : pointAt(text, at, budget);
}

/** The offset of a position from which a text is searched; a negative one is the start. */
function toStart(text: string, index: number, budget: Budget): number {
  return toUnitOffset(text, Math.max(0, index), budget);
}

/** The part between two positions in either order; a negative one is the start. */
function takeBetween(text: string, from: number, to: number, budget: Budget): string {
  return text.substring(toStart(text, from, budget), toStart(text, to, budget));
}

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
  return toPointOffset(text, text.indexOf(needle, toStart(text, from, budget)), budget);
}

function findLastText(text: string, searched: Value, from: number, budget: Budget): number {
  if (!isPresent(searched)) return -1;
  const needle = toText(searched, budget);
  spendSearch(budget, text.length, needle.length);
  return toPointOffset(text, text.lastIndexOf(needle, toStart(text, from, budget)), budget);
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
  const missing = toInteger(length) - countPoints(text, budget);
  const filler = fill === undefined ? ' ' : toText(fill, budget);
  if (missing <= 0 || filler === '') return '';
  const times = Math.ceil(missing / countPoints(filler, budget));
  spendChars(budget, text.length + (times > 1 ? times * filler.length : missing));
  return slicePoints(filler.repeat(times), 0, missing, budget);
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
