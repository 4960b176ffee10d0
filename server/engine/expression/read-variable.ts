import { CONFIG } from '@/server/shared/config-name';
import type { Evaluation } from './evaluation';
import type { Value } from './tree';
import { readMember } from './values/member';
import { requireData } from './values/value';

/** Limits the time spent comparing names. */
const MAX_MISSING = 50;

/**
 * Reads a variable. A name that is not a variable is undefined and reported (evaluate/missing-is-undefined).
 */
export function readVariable(name: string, evaluation: Evaluation): Value {
  if (Object.hasOwn(evaluation.variables, name)) return requireData(evaluation.variables[name]);
  const { facts } = evaluation;
  if (Object.hasOwn(facts, name)) return requireData(facts[name]);
  return noteMissing(name, evaluation);
}

/** Reads `$config.NAME`; a value that the session did not start with is undefined and reported. */
export function readConfig(name: string, evaluation: Evaluation): Value {
  const { [CONFIG]: config = {} } = evaluation.facts;
  return Object.hasOwn(config, name)
    ? requireData(config[name])
    : noteMissing(`${CONFIG}.${name}`, evaluation);
}

function noteMissing(name: string, { missing }: Evaluation): undefined {
  if (missing.length < MAX_MISSING && !missing.includes(name)) missing.push(name);
}

/** Reads `vars.name`, or all variables for a bare `vars`, unless a variable is called `vars`. */
export function readAlias(name: string | null, evaluation: Evaluation): Value {
  if (!Object.hasOwn(evaluation.variables, 'vars')) {
    return name === null ? requireData(evaluation.variables) : readVariable(name, evaluation);
  }
  const variable = requireData(evaluation.variables.vars);
  return name === null ? variable : readMember(variable, name, evaluation.budget);
}
