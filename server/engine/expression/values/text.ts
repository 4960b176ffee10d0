import { type Budget, spendChars, spendSteps } from '../budget';
import type { Value } from '../tree';
import { toData, toDataNumber } from './data';

/**
 * Converts a value to text: missing values are empty, lists of scalars are joined with ", ", other lists and
 * objects are JSON.
 */
export function toText(value: Value, budget: Budget): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return toNumberText(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'undefined':
      return '';
  }
  if (value === null) return '';
  if (Array.isArray(value) && value.every(isScalar)) return joinTexts(value, ', ', budget);
  return toJsonText(value, 0, budget) ?? '';
}

/** The shortest decimal form of a number, never with an exponent; empty for NaN and the infinities. */
export function toNumberText(number: number): string {
  if (toDataNumber(number) === null) return '';
  const text = String(number);
  const at = text.indexOf('e');
  return at < 0 ? text : moveDecimalPoint(text.slice(0, at), Number(text.slice(at + 1)));
}

/** Joins values as text and charges for the result before creating it. */
export function joinTexts(values: readonly Value[], separator: string, budget: Budget): string {
  spendSteps(budget, values.length);
  let length = separator.length * Math.max(0, values.length - 1);
  const texts = values.map((value) => {
    const text = toText(value, budget);
    length += text.length;
    return text;
  });
  spendChars(budget, length);
  return texts.join(separator);
}

/** JSON text with `indent` spaces per level; undefined for undefined. */
export function toJsonText(value: Value, indent: number, budget: Budget): string | undefined {
  const data = toData(value, budget, indent);
  if (data === undefined) return undefined;
  const text = JSON.stringify(data, null, indent);
  spendChars(budget, text.length);
  return text;
}

function isScalar(value: Value): boolean {
  return value === null || typeof value !== 'object';
}

function moveDecimalPoint(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.slice(sign.length).split('.');
  const digits = whole + fraction;
  const point = whole.length + exponent;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return sign + digits.padEnd(point, '0');
}
