import type { Change, Decider, Relation, Test, Why } from '@/server/engine/expression/why/why';
import type { Json } from '@/server/engine/json';

/** What decided a condition and which change would have given the opposite, in sentences for people who do not program. */
export type WhyWords = { decided: string | null; change: string | null };

/** The outcome that a change would have had, such as "It would be true". */
export function describeWhy({ deciders, changes, part }: Why, opposite: string): WhyWords {
  const change =
    changes.length > 0
      ? `${opposite} ${joinChanges(changes)}.`
      : part && `The part ${part.source} decided. It would be different ${joinChanges(part.changes)}.`;
  // A change names the values that none or all of the elements lack.
  const shown = change === null ? deciders : deciders.filter(({ kind }) => kind !== 'none' && kind !== 'all');
  return { decided: describeDeciders(shown, part !== null), change };
}

function joinChanges(changes: readonly Change[]): string {
  return changes.map(({ tests }) => `if ${joinTests(tests)}`).join(', or ');
}

function joinTests(tests: readonly Test[]): string {
  const words = tests.map(describeTest);
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

type Words = (values: readonly Json[]) => string;

const WORDS: Readonly<Record<Relation, Words>> = {
  equal: (values) => `were ${joinValues(values, 'or')}`,
  differ: (values) => `were something other than ${joinValues(values, 'or')}`,
  atLeast: ([value]) => (isDate(value) ? `were ${quote(value)} or later` : `were at least ${quote(value)}`),
  moreThan: ([value]) => (isDate(value) ? `were after ${quote(value)}` : `were more than ${quote(value)}`),
  atMost: ([value]) => (isDate(value) ? `were ${quote(value)} or earlier` : `were at most ${quote(value)}`),
  lessThan: ([value]) => (isDate(value) ? `were before ${quote(value)}` : `were less than ${quote(value)}`),
  contain: (values) => `contained ${joinValues(values, 'or')}`,
  lack: (values) => `did not contain ${joinValues(values, 'or')}`,
  startWith: (values) => `started with ${joinValues(values, 'or')}`,
  notStartWith: (values) => `did not start with ${joinValues(values, 'or')}`,
  endWith: (values) => `ended with ${joinValues(values, 'or')}`,
  notEndWith: (values) => `did not end with ${joinValues(values, 'or')}`,
  match: (values) => `matched ${joinValues(values, 'or')}`,
  notMatch: (values) => `did not match ${joinValues(values, 'or')}`,
  set: () => 'had a value',
  unset: () => 'had no value',
  filled: () => 'were not empty',
  empty: () => 'were empty',
};

// With these it helps to see how far the value is off.
const MEASURED: ReadonlySet<Relation> = new Set(['equal', 'atLeast', 'moreThan', 'atMost', 'lessThan']);

function describeTest({ subject, relation, values, now }: Test): string {
  if (subject === '$isOpen()' && relation === 'equal')
    return `it were ${values[0] === true ? 'within' : 'outside'} the opening hours`;
  const times = /^Date\.(?:parse|now|UTC)\(/.test(subject);
  const shown = times ? values.map(toTime) : values;
  const words = `${nameSubject(subject)} ${WORDS[relation](shown)}`;
  const isBoolean = values.some((value) => typeof value === 'boolean');
  return MEASURED.has(relation) && !isBoolean ? words + describeNow(times ? toTime(now) : now) : words;
}

function describeNow(now: Json | undefined): string {
  if (now === undefined || now === null || now === '') return now === '' ? ' (is empty)' : ' (has no value)';
  return typeof now === 'object' ? '' : ` (is ${quote(now)})`;
}

function toTime<V extends Json | undefined>(value: V): V | string {
  return typeof value === 'number' && Math.abs(value) < 8.64e15 ? new Date(value).toISOString() : value;
}

const LENGTH = '.length';

function nameSubject(subject: string): string {
  return subject.endsWith(LENGTH) ? `the length of ${subject.slice(0, -LENGTH.length)}` : subject;
}

function isDate(value: Json | undefined): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value);
}

function joinValues(values: readonly (Json | undefined)[], word: string): string {
  const quoted = values.map(quote);
  return quoted.length < 2
    ? quoted.join('')
    : `${quoted.slice(0, -1).join(', ')} ${word} ${quoted.at(-1) ?? ''}`;
}

const MAX_QUOTED = 60;

/** A value inside a sentence: texts in quotation marks, dates as they are, long ones shortened. */
function quote(value: Json | undefined): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string') return isDate(value) ? value : `“${shorten(value)}”`;
  return shorten(JSON.stringify(value));
}

function shorten(text: string): string {
  return text.length > MAX_QUOTED ? `${[...text].slice(0, MAX_QUOTED).join('')}…` : text;
}

/** Parts are named only if one alone decided, and the sentence of the change does not name it. */
function describeDeciders(deciders: readonly Decider[], isPartNamed: boolean): string | null {
  const parts = deciders.filter(({ kind }) => kind === 'part');
  const named = parts.length === 1 && !isPartNamed ? parts : [];
  const elements = deciders.filter(({ kind }) => kind !== 'part');
  const sentences = [...named, ...elements].map(describeDecider);
  return sentences.length > 0 ? sentences.join(' ') : null;
}

function describeDecider(decider: Decider): string {
  switch (decider.kind) {
    case 'part':
      return `Decided by ${decider.source}.`;
    case 'element':
      return `Decided by ${quote(decider.value)}, number ${String(decider.position)} of ${String(decider.of)}.`;
    case 'none':
      return decider.of === 0 ? 'The list is empty.' : `None of the ${String(decider.of)} fits.`;
    case 'all':
      return decider.of === 0 ? 'The list is empty.' : `All ${String(decider.of)} fit.`;
    case 'kept': {
      const shown = decider.values.map(quote).join(', ');
      return `${String(decider.count)} of ${String(decider.of)} fit${decider.count > 0 ? `: ${shown}` : ''}.`;
    }
  }
}
