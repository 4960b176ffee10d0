import { setOwn } from '../../data/set-own';
import { type Budget, spendChars, spendSteps } from '../budget';
import type { LanguageFunction } from '../evaluation';
import { stop } from '../failure';
import type { Value, ValueRecord } from '../tree';
import { hasMember, readMember } from '../values/member';
import { toText } from '../values/text';
import { nameKind, requireData } from '../values/value';

/** The functions of `Object`. None modifies its argument; `assign` returns a new object. */
export const OBJECT_FUNCTIONS: ReadonlyMap<string, LanguageFunction> = new Map<string, LanguageFunction>([
  ['Object.assign', (args, { budget }) => mergeRecords(args, budget)],
  [
    'Object.entries',
    ([object], { budget }) => listKeys(object, budget).map((key) => [key, readMember(object, key, budget)]),
  ],
  ['Object.fromEntries', ([entries], { budget }) => collectEntries(entries, budget)],
  [
    'Object.hasOwn',
    ([object, key], { budget }) =>
      typeof object === 'object' && object !== null && hasMember(object, key, budget),
  ],
  ['Object.keys', ([object], { budget }) => listKeys(object, budget)],
  [
    'Object.values',
    ([object], { budget }) => listKeys(object, budget).map((key) => readMember(object, key, budget)),
  ],
]);

/** Copies the own members of a value into a record and charges for each. Scalars have no members. */
export function copyMembers(record: ValueRecord, source: Value, budget: Budget): void {
  for (const key of listKeys(source, budget)) setOwn(record, key, readMember(source, key, budget));
}

function listKeys(object: Value, budget: Budget): string[] {
  if (typeof object !== 'object' || object === null) return [];
  const keys = Object.keys(object);
  spendChars(budget, keys.length);
  spendSteps(budget, keys.length);
  return keys;
}

function mergeRecords(sources: readonly Value[], budget: Budget): ValueRecord {
  const merged: ValueRecord = {};
  for (const source of sources) copyMembers(merged, source, budget);
  return merged;
}

function collectEntries(entries: Value, budget: Budget): ValueRecord {
  const record: ValueRecord = {};
  if (entries === null || entries === undefined) return record;
  if (!Array.isArray(entries)) return stop('type', `creates an object from ${nameKind(entries)}`);
  spendChars(budget, entries.length);
  for (const entry of entries) {
    spendSteps(budget, 1);
    if (!Array.isArray(entry))
      return stop('type', 'creates an object from entries that are not [key, value]');
    setOwn(record, toText(entry[0], budget), requireData(entry[1]));
  }
  return record;
}
