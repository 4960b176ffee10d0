import { fromPointerToken } from './compile/compiler';
import { setOwn } from './data/set-own';
import type { Json, JsonObject } from './json';
import type { Program } from './program';
import { toInputs } from './schema/declared';
import { findViolations } from './schema/list-violations';
import type { SessionState } from './session';
import { listVisitorValues } from './turn/visitor';

/** What is wrong with an input; `path` leads to it from the variables of the start. */
export type InputIssue = { path: string[]; message: string; missing?: true };

type Given = { variables: JsonObject; visitor?: JsonObject };

/**
 * Checks what the start of a session gives against the inputs that its flow declares. The public variables that a visitor's
 * page sets count as given; `trigger`, which the server adds, is left out.
 */
export function checkInputs(
  program: Pick<Program, 'inputs' | 'publics'>,
  { variables, visitor = {} }: Given,
): InputIssue[] {
  if (program.inputs === null) return [];
  return findViolations(program.inputs, toGiven(program, variables, visitor)).map(
    ({ path, message, missing }) => {
      const place = path.split('/').slice(1).map(fromPointerToken);
      return missing === undefined
        ? { path: place, message }
        : { path: [...place, missing], message: 'is required', missing: true as const };
    },
  );
}

function toGiven({ publics }: Pick<Program, 'publics'>, variables: JsonObject, visitor: JsonObject): Json {
  const inputs = toInputs(variables);
  const open = publics.flatMap(({ name }) => (Object.hasOwn(variables, name) ? [] : [name]));
  const state: Pick<SessionState, 'open' | 'visitor'> = { open, visitor };
  for (const { name, value } of listVisitorValues(state, { publics })) setOwn(inputs, name, value);
  return inputs;
}
