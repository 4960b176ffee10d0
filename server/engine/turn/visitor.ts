/**
 * Keeps what a visitor's page sends apart from what a flow knows.
 *
 * visitor/own-name: what a visitor sends is read as `visitor` and sets no variable that is not declared public.
 * visitor/flow-first: a public variable that the flow or a server has set is never overwritten by a visitor.
 */

import { findJsonKind } from '../data/json-kind';
import { setOwn } from '../expression/values/value';
import type { JsonObject } from '../json';
import type { Assignment } from '../nodes/contract/node-result';
import type { Program } from '../program';
import type { Frame, SessionState } from '../session';

/** What the name `visitor` reads in a flow; null where it is a variable of the flow's own. */
export function findVisitor(
  program: Program,
  state: Pick<SessionState, 'visitor'>,
): Readonly<JsonObject> | null {
  return program.ownsVisitor ? null : (state.visitor ?? {});
}

/** Adds what a visitor sent to what the session knows of them. */
export function mergeVisitor(state: SessionState, brought: JsonObject): void {
  if (Object.keys(brought).length === 0) return;
  const visitor: JsonObject = { ...state.visitor };
  for (const [name, value] of Object.entries(brought)) setOwn(visitor, name, value);
  state.visitor = visitor;
}

/** Leaves the public variables open to the visitor that are not given by a server. */
export function openPublicVariables(state: SessionState, { publics }: Program, given: JsonObject): void {
  const open = publics.flatMap(({ name }) => (Object.hasOwn(given, name) ? [] : [name]));
  if (open.length > 0) state.open = open;
}

/** Closes variables to the visitor, because the flow or a server sets them. */
export function closePublicVariables(state: SessionState, names: readonly string[]): void {
  if (!state.open) return;
  const open = state.open.filter((name) => !names.includes(name));
  if (open.length > 0) state.open = open;
  else delete state.open;
}

/** The values that a visitor gives to open variables. One of another kind than the default's is left out. */
export function listVisitorValues(
  { open = [], visitor = {} }: SessionState,
  { publics }: Program,
): Assignment[] {
  return publics.flatMap(({ name, kind }) => {
    const value = open.includes(name) && Object.hasOwn(visitor, name) ? visitor[name] : undefined;
    if (value === undefined || (kind !== null && findJsonKind(value) !== kind)) return [];
    return [{ name, value }];
  });
}

/** Closes what a node has set, where it is the session's own flow that runs. */
export function closeAssignedVariables(
  state: SessionState,
  frame: Frame,
  assignments: readonly Assignment[] | undefined,
): void {
  if (!state.open || !assignments || frame !== state.frames[0]) return;
  closePublicVariables(
    state,
    assignments.map(({ name }) => name),
  );
}
