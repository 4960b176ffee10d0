import { setOwn } from '../data/set-own';
import { clipJson } from '../expression/values/clip-json';
import type { Json } from '../json';
import type { Assignment } from '../nodes/contract/node-result';
import type { VariableChange } from '../protocol';
import type { Frame } from '../session';

/** Sets variables of a frame and returns the changes. */
export function assign(frame: Frame, assignments: readonly Assignment[]): VariableChange[] {
  const changed: VariableChange[] = [];
  for (const { name, value } of assignments) {
    const known = Object.hasOwn(frame.variables, name);
    const before = known ? (frame.variables[name] ?? null) : null;
    if (known && before === value && !isComposed(value)) continue;
    setOwn(frame.variables, name, value);
    changed.push({ name, before: clipJson(before), after: clipJson(value) });
  }
  return changed;
}

/** True for lists and objects, whose identity is lost when the state is stored (state/json). */
function isComposed(value: Json): boolean {
  return typeof value === 'object' && value !== null;
}
