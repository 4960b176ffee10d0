/**
 * Keeps the data of a visitor's page apart from the variables of a flow.
 *
 * visitor/own-name: visitor data is read as `visitor` and sets no variable that is not declared public.
 * visitor/flow-first: a visitor never overwrites a public variable that the flow or a server has set.
 */

import { findJsonKind } from '../data/json-kind';
import { setOwn } from '../data/set-own';
import type { JsonObject } from '../json';
import type { Assignment } from '../nodes/contract/node-result';
import type { Program } from '../program';
import type { Frame, SessionState } from '../session';

/** Merges new visitor data into the state. */
export function mergeVisitor(state: SessionState, brought: JsonObject): void {
  if (Object.keys(brought).length === 0) return;
  const visitor: JsonObject = { ...state.visitor };
  for (const [name, value] of Object.entries(brought)) setOwn(visitor, name, value);
  state.visitor = visitor;
}

/** Opens the public variables that no server has set to the visitor. */
export function openPublicVariables(state: SessionState, { publics }: Program, given: JsonObject): void {
  const open = publics.flatMap(({ name }) => (Object.hasOwn(given, name) ? [] : [name]));
  if (open.length > 0) state.open = open;
}

/** Closes variables to the visitor. */
export function closePublicVariables(state: SessionState, names: readonly string[]): void {
  if (!state.open) return;
  const open = state.open.filter((name) => !names.includes(name));
  if (open.length > 0) state.open = open;
  else delete state.open;
}

/** The values that the visitor sets on open variables, without values of another kind than the default. */
export function listVisitorValues(
  { open = [], visitor = {} }: Pick<SessionState, 'open' | 'visitor'>,
  { publics }: Pick<Program, 'publics'>,
): Assignment[] {
  return publics.flatMap(({ name, kind }) => {
    const value = open.includes(name) && Object.hasOwn(visitor, name) ? visitor[name] : undefined;
    if (value === undefined || (kind !== null && findJsonKind(value) !== kind)) return [];
    return [{ name, value }];
  });
}

/** Closes the variables that a node has set in the session's own flow, or in one that shares its variables. */
export function closeAssignedVariables(
  state: SessionState,
  frame: Frame,
  assignments: readonly Assignment[] | undefined,
): void {
  if (!state.open || !assignments || frame.variables !== state.frames[0]?.variables) return;
  closePublicVariables(
    state,
    assignments.map(({ name }) => name),
  );
}
