import { toObject } from '@/app/_lib/to-object';
import type { Json } from '@/server/engine/json';
import { type Known, type VariableRow, variablesAt } from '../_model/variables-at';

/** Stands for what a trace leaves out of a long value. */
const CLIPPED = '…';

/** True if a trace may have left out parts of these values. */
export function isClipped(values: unknown): boolean {
  return JSON.stringify(values)?.includes(CLIPPED) ?? false;
}

/**
 * The values that variables had around a turn, by name: before it, after it, and those set within it. `answer` is what the
 * person said.
 */
export function listCandidates(known: Known, no: number): { [variable: string]: Json[] } {
  const turn = known.turns.find((one) => one.no === no);
  const { text, value } = toObject(turn?.event);
  const changes = (turn?.trace.steps ?? []).flatMap(({ changed }) => changed ?? []);
  const found: [string, Json | null | undefined][] = [
    ...listValues(variablesAt(known, no)),
    ...listValues(variablesAt(known, no - 1)),
    ...changes.map(({ name, after }): [string, Json | null] => [name, after]),
    ['answer', text],
    ['answer', value],
  ];
  const candidates = new Map<string, Json[]>();
  for (const [name, one] of found) {
    if (one !== undefined) candidates.set(name, [...(candidates.get(name) ?? []), one]);
  }
  return Object.fromEntries(candidates);
}

function listValues(rows: readonly VariableRow[]): [string, Json][] {
  return rows.flatMap(({ name, value }) => (value.type === 'value' ? [[name, value.value]] : []));
}
