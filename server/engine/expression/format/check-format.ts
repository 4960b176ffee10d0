import { parseLanguageTag } from '../../locale/locale';
import { parseTimeZone } from '../../locale/time-zone';
import type { TreeNode, Value } from '../tree';
import { findUnit } from './add-time';
import { isNamedDate } from './format-date';
import { isCurrencyCode, NUMBER_FORMATS } from './format-named-number';
import { MAX_PATTERN_CHARS, NUMBER_PATTERN } from './format-value';

/** A literal in [brackets], an ordinal, or a run of one letter. */
const PIECE = /\[[^\]]*\]|Do(?![a-z])|([A-Za-z])\1*/g;
const KNOWN: ReadonlySet<string> = new Set(
  'YYYY YY MMMM MMM MM M dddd ddd DD Do D HH H hh h mm m ss s SSS A a Z T'.split(' '),
);
const SUGGESTIONS: ReadonlyMap<string, string> = new Map([
  ['yyyy', 'YYYY for the year'],
  ['yy', 'YY for the year'],
  ['y', 'YYYY for the year'],
  ['dd', 'DD for the day, or ddd for its name'],
  ['d', 'D for the day'],
  ['EEEE', 'dddd for the name of the day'],
  ['EEE', 'ddd for the name of the day'],
  ['tt', 'A for AM and PM'],
  ['z', 'Z for the offset'],
]);

/** A sentence about constant arguments of a function or method that it cannot take; null if there are none. */
export function findArgumentFault(name: string, args: readonly TreeNode[]): string | null {
  const [first, second, third] = args.map(readConstant);
  if (name === '$format') return findFormatFault(second, third);
  if (name === '$addTime' || name === '$diff') return findUnitFault(name, third);
  if (name === '$startOf') return findUnitFault(name, second);
  if (/^toLocale(?:Date|Time)?String$/.test(name)) return findLocaleFault(name, first);
  return null;
}

/** The value of a constant text; undefined for everything else. */
function readConstant(node: TreeNode): Value {
  if (node.kind === 'literal') return node.value;
  return node.kind === 'template' && node.values.length === 0 ? node.texts[0] : undefined;
}

function findFormatFault(pattern: Value, detail: Value): string | null {
  if (typeof pattern !== 'string' || pattern === '') return null;
  if (pattern === 'currency') {
    const isKnown = typeof detail !== 'string' || isCurrencyCode(detail);
    return isKnown ? null : `$format() needs the code of a currency, such as "EUR", and not "${detail}"`;
  }
  if (NUMBER_FORMATS.has(pattern) || NUMBER_PATTERN.test(pattern)) return null;
  return (isNamedDate(pattern) ? null : findPatternFault(pattern)) ?? findZoneFault(detail);
}

function findPatternFault(pattern: string): string | null {
  if (pattern.length > MAX_PATTERN_CHARS)
    return `A pattern of $format() has at most ${MAX_PATTERN_CHARS} characters`;
  const pieces = pattern.match(PIECE)?.filter((piece) => !piece.startsWith('[')) ?? [];
  const unknown = pieces.find((piece) => !KNOWN.has(piece));
  if (unknown === undefined) return pieces.length > 0 ? null : describeUnknown(pattern, pattern);
  return describeUnknown(pattern, unknown);
}

function describeUnknown(pattern: string, piece: string): string {
  const of = piece === pattern ? '' : ` in the pattern "${pattern}"`;
  const suggestion = SUGGESTIONS.get(piece);
  const help = suggestion
    ? `write ${suggestion}`
    : 'write "date", "time", "number", "currency", a pattern such as "D MMMM YYYY", and other letters in [brackets]';
  return `$format() does not know "${piece}"${of}; ${help}`;
}

function findZoneFault(zone: Value): string | null {
  if (typeof zone !== 'string' || parseTimeZone(zone) !== null) return null;
  return `There is no time zone "${zone}"; write a name such as "Europe/Berlin", or an offset such as "+05:30"`;
}

function findUnitFault(name: string, unit: Value): string | null {
  if (typeof unit !== 'string' || findUnit(unit) !== null) return null;
  return `${name}() does not know the unit "${unit}"; write one such as "minutes", "hours", "days" or "months"`;
}

function findLocaleFault(name: string, locale: Value): string | null {
  if (typeof locale !== 'string' || parseLanguageTag(locale) !== null) return null;
  return `${name}() does not know the language "${locale}"; write a tag such as "de" or "pt-BR"`;
}
