/*
 * The words for invalid input. A message is the predicate of a sentence about the field ("must not be empty"), so that each
 * surface can put it behind the name of the field.
 */
import type { z } from 'zod';

type Issue = z.core.$ZodRawIssue;
type IssueOf<C extends Issue['code']> = Extract<Issue, { code: C }>;

/** The message for a text or list that must not be empty. */
export const EMPTY = 'must not be empty';
export const MISSING = 'is required';

const MAX_OPTIONS = 20;

/** The path of an issue as callers read it; JSON has no symbols, so theirs are only named. */
export function toIssuePath(path: readonly PropertyKey[]): (string | number)[] {
  return path.map((key) => (typeof key === 'symbol' ? String(key) : key));
}

/** Describes an issue of zod; use it as `error` of a parse. Messages that a schema sets itself take precedence. */
export function describeIssue(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? MISSING : `must be ${describeType(issue)}`;
    case 'invalid_value':
      return issue.input === undefined ? MISSING : `must be ${oneOf(issue.values)}`;
    case 'too_small':
      return describeTooSmall(issue);
    case 'too_big':
      return describeTooBig(issue);
    case 'invalid_format':
      return `must be ${FORMATS[issue.format] ?? 'in the documented form'}`;
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'unrecognized_keys':
      return describeUnknownFields(issue.keys);
    case 'invalid_key':
      return `has a name that ${issue.issues[0]?.message ?? 'is invalid'}`;
    case 'invalid_union':
      return describeUnion(issue);
    default:
      return 'is invalid';
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
  date: 'a time',
};

function describeType({ expected, input }: IssueOf<'invalid_type'>): string {
  if (expected === 'number' && typeof input === 'number') return 'a finite number';
  return TYPES[expected] ?? expected;
}

const FORMATS: Readonly<Record<string, string>> = {
  email: 'an email address, such as ada@example.com',
  url: 'a URL, such as https://example.com',
  uuid: 'a UUID',
  guid: 'a UUID',
  datetime: 'a time, such as 2026-01-31T09:00:00Z',
  date: 'a date, such as 2026-01-31',
  time: 'a time of day, such as 09:00:00',
  base64: 'text in Base64',
};

const UNITS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  string: ['character', 'characters'],
  array: ['item', 'items'],
  set: ['item', 'items'],
  map: ['entry', 'entries'],
  file: ['byte', 'bytes'],
};

function describeTooSmall({ origin, minimum, exact, inclusive }: IssueOf<'too_small'>): string {
  const unit = UNITS[origin];
  if (!unit) return `must be ${inclusive === false ? 'more than' : 'at least'} ${write(origin, minimum)}`;
  if (exact) return `must have exactly ${count(minimum, unit)}`;
  return Number(minimum) === 1 ? EMPTY : `must have at least ${count(minimum, unit)}`;
}

function describeTooBig({ origin, maximum, exact, inclusive, input }: IssueOf<'too_big'>): string {
  const unit = UNITS[origin];
  if (!unit) return `must be ${inclusive === false ? 'less than' : 'at most'} ${write(origin, maximum)}`;
  if (exact) return `must have exactly ${count(maximum, unit)}`;
  const length = typeof input === 'string' || Array.isArray(input) ? `, not ${toNumber(input.length)}` : '';
  return `must have at most ${count(maximum, unit)}${length}`;
}

function count(amount: number | bigint, [one, many]: readonly [string, string]): string {
  return `${toNumber(amount)} ${Number(amount) === 1 ? one : many}`;
}

function write(origin: string, bound: number | bigint): string {
  return origin === 'date' ? new Date(Number(bound)).toISOString() : toNumber(bound);
}

const numbers = new Intl.NumberFormat('en-US', { maximumFractionDigits: 20 });

function toNumber(amount: number | bigint): string {
  return numbers.format(amount);
}

function describeUnknownFields(keys: readonly string[]): string {
  const names = keys.slice(0, MAX_OPTIONS).map((key) => JSON.stringify(key));
  return names.length === 1
    ? `has the unknown field ${names[0]}`
    : `has the unknown fields ${names.join(', ')}`;
}

function describeUnion({ options, discriminator, errors = [], input }: IssueOf<'invalid_union'>): string {
  if (Array.isArray(options)) {
    const isGiven = typeof input === 'object' && input !== null && discriminator && discriminator in input;
    return isGiven ? `must be ${oneOf(options)}` : MISSING;
  }
  if (input === undefined) return MISSING;
  const first = errors.map(([issue]) => (issue?.path.length === 0 ? issue.message : null));
  const predicates = first.map((message) => (message?.startsWith('must be ') ? message.slice(8) : null));
  if (predicates.length === 0 || predicates.includes(null)) return 'has none of the allowed forms';
  return `must be ${[...new Set(predicates)].join(' or ')}`;
}

function oneOf(options: readonly unknown[]): string {
  const names = options
    .slice(0, MAX_OPTIONS)
    .map((option) => (typeof option === 'bigint' ? `${option}` : JSON.stringify(option)));
  if (options.length > MAX_OPTIONS)
    return `one of ${names.join(', ')} and ${options.length - MAX_OPTIONS} others`;
  const last = names.pop();
  return names.length === 0 ? `${last}` : `${names.join(', ')} or ${last}`;
}
