import type { Evaluation } from './evaluation';
import type { Value } from './tree';
import { readMember } from './values/member';
import { requireData } from './values/value';
import { VISITOR_NAME } from './visitor-name';

/** More names than that are not worth reporting, nor the time to compare them. */
const MAX_MISSING = 50;

/** Reads a variable; a name that no variable has is undefined and reported (E7). */
export function readVariable(name: string, evaluation: Evaluation): Value {
  if (Object.hasOwn(evaluation.variables, name)) return requireData(evaluation.variables[name]);
  const { missing, visitor } = evaluation;
  if (name === VISITOR_NAME && visitor) return requireData(visitor);
  if (missing.length < MAX_MISSING && !missing.includes(name)) missing.push(name);
  return undefined;
}

/** Reads `vars.name`, or bare `vars`: all variables, unless one of them is called `vars`. */
export function readAlias(name: string | null, evaluation: Evaluation): Value {
  if (!Object.hasOwn(evaluation.variables, 'vars')) {
    return name === null ? requireData(evaluation.variables) : readVariable(name, evaluation);
  }
  const variable = requireData(evaluation.variables.vars);
  return name === null ? variable : readMember(variable, name);
}
