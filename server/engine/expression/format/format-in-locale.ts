import { parseLanguageTag } from '../../locale/locale';
import { findFixedOffset, findOffsetMs } from '../../locale/zoned-time';
import { spendChars, spendSteps } from '../budget';
import { stop } from '../failure';
import type { Value } from '../tree';
import { toNumberText } from '../values/text';
import { formatPlaces } from './format-named-number';
import { type FormatContext, placeDate } from './format-value';
import { requireDateFormat, requireNumberFormat } from './intl-formats';
import { formatOffset } from './iso-date';
import { DATE_OPTIONS, NUMBER_OPTIONS, readOptions } from './locale-options';

/** The steps to parse a language tag. */
const TAG_STEPS = 20;

/** The parts of a date that are written if the options name none. */
export type DateDefaults = 'date' | 'time' | 'all';

const DATE_PARTS = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
const TIME_PARTS = { hour: 'numeric', minute: 'numeric', second: 'numeric' } as const;
const DEFAULTS = { date: DATE_PARTS, time: TIME_PARTS, all: { ...DATE_PARTS, ...TIME_PARTS } } as const;
const OF_DATE = ['weekday', 'year', 'month', 'day', 'dateStyle', 'timeStyle'];
const OF_TIME = ['dayPeriod', 'hour', 'minute', 'second', 'fractionalSecondDigits', 'dateStyle', 'timeStyle'];
const DECIDING = { date: OF_DATE, time: OF_TIME, all: [...OF_DATE, ...OF_TIME] } as const;

/** Implements `number.toLocaleString(locale, options)`; the locale is that of the session by default. */
export function formatNumberIn(
  number: number,
  locale: Value,
  options: Value,
  context: FormatContext,
): string {
  if (!Number.isFinite(number)) return '';
  const tag = readLocale(locale, context);
  const read = readOptions(options, NUMBER_OPTIONS);
  if (Object.keys(read).length === 0) return formatPlaces(number, [0, 3], { ...context, locale: tag });
  const text = toNumberText(number) as `${number}`;
  return charge(() => requireNumberFormat(tag, read, context.budget).format(text), context);
}

/** Implements `toLocaleString`, `toLocaleDateString` and `toLocaleTimeString` of dates. */
export function formatDateIn(
  value: Value,
  defaults: DateDefaults,
  locale: Value,
  options: Value,
  context: FormatContext,
): string {
  const tag = readLocale(locale, context);
  const read = readOptions(options, DATE_OPTIONS);
  const given = typeof options === 'object' && options !== null && !Array.isArray(options) ? options : {};
  const { ms, timeZone } = placeDate(
    value,
    context,
    Object.hasOwn(given, 'timeZone') ? given.timeZone : null,
  );
  const isNamed = DECIDING[defaults].some((name) => name in read);
  const all = isNamed ? read : { ...DEFAULTS[defaults], ...read };
  return charge(() => writeDate(ms, timeZone, tag, all, context), context);
}

function writeDate(
  ms: number,
  timeZone: string,
  locale: string,
  options: Intl.DateTimeFormatOptions,
  { budget }: FormatContext,
): string {
  const fixed = findFixedOffset(timeZone);
  const showsZone =
    options.timeZoneName !== undefined || options.timeStyle === 'full' || options.timeStyle === 'long';
  if (fixed === null && showsZone)
    return requireDateFormat(locale, { ...options, timeZone }, budget).format(ms);
  const format = requireDateFormat(locale, options, budget);
  const wallMs = ms + findOffsetMs(ms, timeZone);
  if (!showsZone || fixed === 0) return format.format(wallMs);
  // Not every build of Intl knows fixed offsets.
  const parts = format.formatToParts(wallMs);
  const name = `GMT${formatOffset(fixed ?? 0)}`;
  return parts.map(({ type, value }) => (type === 'timeZoneName' ? name : value)).join('');
}

function readLocale(locale: Value, context: FormatContext): string {
  if (locale === undefined || locale === null) return context.locale;
  spendSteps(context.budget, TAG_STEPS);
  const tag = typeof locale === 'string' ? parseLanguageTag(locale) : null;
  return tag ?? stop('type', 'needs a language tag such as "de" or "pt-BR"');
}

/** Charges a text; options that do not fit together stop the evaluation. */
function charge(write: () => string, { budget }: FormatContext): string {
  let text: string;
  try {
    text = write();
  } catch (thrown) {
    if (!(thrown instanceof RangeError || thrown instanceof TypeError)) throw thrown;
    return stop('type', 'formats with options that do not fit together');
  }
  spendChars(budget, text.length);
  return text;
}
