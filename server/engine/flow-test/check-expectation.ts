import { canonicalJson } from '@/server/shared/json';
import type { Json } from '../json';
import { diffLists, diffTexts, quoteText } from './describe-difference';
import { findListParting, matchesPattern } from './match-pattern';
import type { Observation } from './observe';
import type { Expectation } from './test-document';

/** The part of an expectation that was not met, as a clause after the name of the step, and lines that begin with `-` or `+`. */
export type Unmet = { part: keyof Expectation; clause: string; diff: string[] };

/** Lists what of an expectation an observation does not meet. */
export function checkExpectation(expected: Expectation, came: Observation): Unmet[] {
  return [
    ...checkList('messages', 'message', expected.messages, came.messages),
    ...checkList('choices', 'choice', expected.choices, came.choices),
    ...checkList('suggestions', 'suggested reply', expected.suggestions, came.suggestions),
    ...checkPath(expected.path, came.path),
    ...checkItems('calls', 'call', expected.calls, came.calls, matchesCall),
    ...checkItems('events', 'event', expected.events, came.events, matchesEvent),
    ...checkVariables(expected.variables, came),
    ...checkWord('status', 'the status', expected.status, came.status),
    ...checkWord('node', 'to be at the node', expected.node, came.node),
    ...checkValue('output', 'the output', expected.output, came.output),
  ];
}

function checkList(
  part: keyof Expectation,
  noun: string,
  expected: readonly string[] | undefined,
  came: readonly string[],
): Unmet[] {
  const parting = expected && findListParting(expected, came, matchesPattern);
  if (!parting) return [];
  const [wanted, got] = [expected[parting.expected], came[parting.actual]];
  return [{ part, clause: sayParting(noun, wanted, got), diff: diffLists(expected, came, parting) }];
}

function sayParting(noun: string, wanted: string | undefined, got: string | undefined): string {
  if (wanted === undefined) return `the ${noun} ${quoteText(got ?? '')} came, which is not expected`;
  const expected = `expected the ${noun} ${quoteText(wanted)}`;
  return got === undefined
    ? `${expected}, but no further ${noun} came`
    : `${expected}, but ${quoteText(got)} came`;
}

function checkPath(expected: Expectation['path'], came: readonly string[]): Unmet[] {
  const parting = expected && findListParting(expected, came, (node, wanted) => node === wanted);
  if (!parting) return [];
  const [wanted, got] = [expected[parting.expected], came[parting.actual]];
  const clause =
    wanted === undefined
      ? `the conversation went on to the node "${got}", which is not expected`
      : `expected the node "${wanted}" next, but ${got === undefined ? 'the path ends before it' : `it was "${got}"`}`;
  return [{ part: 'path', clause, diff: diffLists(expected, came, parting) }];
}

function checkItems<E, A>(
  part: keyof Expectation,
  noun: string,
  expected: readonly E[] | undefined,
  came: readonly A[],
  matches: (item: A, wanted: E) => boolean,
): Unmet[] {
  const parting = expected && findListParting(expected, came, matches);
  if (!parting) return [];
  const write = (items: readonly unknown[]) => items.map((item) => JSON.stringify(item));
  const [wanted, got] = [write(expected), write(came)];
  const clause = sayParting(noun, wanted[parting.expected], got[parting.actual]);
  return [{ part, clause, diff: diffLists(wanted, got, parting) }];
}

type CallOf<T extends { calls?: unknown }> = T['calls'] extends (infer C)[] | undefined ? C : never;

function matchesCall(
  { node, method, url, body }: Observation['calls'][number],
  wanted: CallOf<Expectation>,
): boolean {
  return (
    (wanted.node === undefined || wanted.node === node) &&
    (wanted.method === undefined || wanted.method.toUpperCase() === method) &&
    (wanted.url === undefined || matchesPattern(url, wanted.url)) &&
    (wanted.body === undefined || isSame(wanted.body, body))
  );
}

function matchesEvent(
  { name, payload }: Observation['events'][number],
  wanted: { name: string; payload?: Json | undefined },
): boolean {
  return wanted.name === name && (wanted.payload === undefined || isSame(wanted.payload, payload));
}

function checkVariables(expected: Expectation['variables'], { variables }: Observation): Unmet[] {
  return Object.entries(expected ?? {}).flatMap(([name, value]) => {
    const came = Object.hasOwn(variables, name) ? (variables[name] ?? null) : null;
    return checkValue('variables', `the variable "${name}"`, value, came);
  });
}

function checkValue(part: keyof Expectation, noun: string, expected: Json | undefined, came: Json): Unmet[] {
  if (expected === undefined || isSame(expected, came)) return [];
  const [wanted, got] = [JSON.stringify(expected), JSON.stringify(came)];
  const clause = `expected ${noun} to be ${shorten(wanted)}, but it is ${shorten(got)}`;
  return [{ part, clause, diff: diffTexts(wanted, got) }];
}

function checkWord(
  part: keyof Expectation,
  noun: string,
  expected: string | undefined,
  came: string,
): Unmet[] {
  if (expected === undefined || expected === came) return [];
  return [
    {
      part,
      clause: `expected ${noun} "${expected}", but it is "${came}"`,
      diff: [`- ${expected}`, `+ ${came}`],
    },
  ];
}

function isSame(expected: Json, came: Json): boolean {
  return canonicalJson(expected) === canonicalJson(came);
}

function shorten(text: string): string {
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
