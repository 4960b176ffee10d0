import { shorten } from '@/app/_lib/shorten';
import type { Vocabulary } from '../engine/engine-tasks';

/** A completion: the text to insert, and its value in the sample or its kind. */
type Completion = { text: string; detail: string };

/** `from`: the start of the word to replace. */
export type Completions = { from: number; options: Completion[] };

/** The names in scope: variables with their values in the sample, or undefined where unknown. */
export type CompletionScope = {
  variables: ReadonlyMap<string, unknown>;
  locals: readonly string[];
  vocabulary: Vocabulary;
};

// The arguments of functions that JavaScript does not have.
const ARGUMENTS: Readonly<Record<string, string>> = {
  $now: 'current time',
  $format: 'value, pattern',
  $isOpen: 'time, now by default',
  $nextOpen: 'time, now by default',
  $addTime: 'date, number, unit',
  $diff: 'a, b, unit',
  $matches: 'text, pattern',
  $raw: 'value, as it is in a URL',
};

// The members of names that only some fields have.
const LOCALS: Readonly<Record<string, unknown>> = {
  response: { status: null, headers: null, body: null, url: null },
};

// What every flow reads of its session and its contact; a variable of the same name hides it.
const FACTS: Readonly<Record<string, unknown>> = {
  session: {
    id: undefined,
    startedAt: undefined,
    channel: undefined,
    version: undefined,
    language: undefined,
  },
  contact: { address: undefined, name: undefined, locale: undefined, attributes: undefined },
};

const MAX_OPTIONS = 50;
const MAX_DETAIL = 40;

/** Finds the completions of the word before the cursor; null where there are none. In a template only within braces. */
export function findCompletions(
  before: string,
  language: 'expression' | 'template',
  scope: CompletionScope,
  explicit: boolean,
): Completions | null {
  if (language === 'template' && !isInBraces(before)) return null;
  const path = /((?:[A-Za-z_$][\w$]*\.)*)([A-Za-z_$][\w$]*)?$/.exec(before);
  const [, owners = '', word = ''] = path ?? [];
  if (!explicit && word === '' && owners === '') return null;
  const from = before.length - word.length;
  if (/[\w$\])]\.$/.test(before.slice(0, from)) && owners === '') return null;
  const all = owners === '' ? listNames(scope) : listMembers(owners.slice(0, -1).split('.'), scope);
  const options = all.filter(
    ({ text }) => text.toLowerCase().startsWith(word.toLowerCase()) && text !== word,
  );
  return options.length === 0 ? null : { from, options: options.slice(0, MAX_OPTIONS) };
}

function isInBraces(before: string): boolean {
  const open = before.lastIndexOf('{{');
  return open >= 0 && before.charAt(open - 1) !== '\\' && !before.slice(open).includes('}}');
}

function listNames({ variables, locals, vocabulary }: CompletionScope): Completion[] {
  const own = locals.map((text) => ({ text, detail: 'local' }));
  const known = [...variables].map(([text, value]) => ({ text, detail: preview(value) }));
  const facts = Object.keys(FACTS).flatMap((text) =>
    variables.has(text) ? [] : [{ text, detail: 'read-only' }],
  );
  const namespaces = new Set(listStatic(vocabulary).flatMap(({ text }) => text.split('.').slice(0, -1)));
  const groups = [...namespaces].map((text) => ({ text, detail: 'functions' }));
  return [
    ...own,
    ...known,
    ...facts,
    ...listStatic(vocabulary).filter(({ text }) => !text.includes('.')),
    ...groups,
  ];
}

function listMembers(
  path: readonly string[],
  { variables, locals, vocabulary }: CompletionScope,
): Completion[] {
  const [first = '', ...rest] = path;
  const prefix = `${path.join('.')}.`;
  const functions = listStatic(vocabulary).filter(({ text }) => text.startsWith(prefix));
  if (functions.length > 0)
    return functions.map(({ text, detail }) => ({ text: text.slice(prefix.length), detail }));
  const given = variables.has(first) ? variables.get(first) : memberOf(FACTS, first);
  let value = locals.includes(first) ? memberOf(LOCALS, first) : given;
  for (const name of rest) value = memberOf(value, name);
  return [...listKeys(value), ...listMethods(value, vocabulary)];
}

// Functions and constants by their full names, as in `Math.max(` and `Math.PI`; one without arguments is closed at once.
function listStatic({ functions, constants }: Vocabulary): Completion[] {
  const calls = functions.map((name) => ({
    text: name === '$now' ? '$now()' : `${name}(`,
    detail: ARGUMENTS[name] ?? 'function',
  }));
  return [...calls, ...constants.map((text) => ({ text, detail: 'constant' }))];
}

function listKeys(value: unknown): Completion[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value)
    .filter(([name]) => /^[A-Za-z_$][\w$]*$/.test(name))
    .map(([text, member]) => ({ text, detail: preview(member) }));
}

function listMethods(value: unknown, { methods }: Vocabulary): Completion[] {
  const kind = Array.isArray(value) ? 'list' : typeof value === 'string' ? 'text' : typeof value;
  const names =
    kind === 'list' || kind === 'text' || kind === 'number' || kind === 'boolean' ? methods[kind] : [];
  return names.map((name) => ({ text: `${name}(`, detail: 'method' }));
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function preview(value: unknown): string {
  if (value === undefined) return '';
  const text = JSON.stringify(value) ?? '';
  return text.length > MAX_DETAIL ? `${shorten(text, MAX_DETAIL)}…` : text;
}
