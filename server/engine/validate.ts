import { runSteps, type Steps } from './compile/steps';
import type { FlowDefinition } from './definition';
import type { Problem } from './definition/problem';
import { checkCalls } from './validate/checks/check-calls';
import { checkCycles } from './validate/checks/check-cycles';
import { checkExits } from './validate/checks/check-exits';
import { checkIds } from './validate/checks/check-ids';
import { checkNodes } from './validate/checks/check-nodes';
import { checkReach } from './validate/checks/check-reach';
import { checkReservedNames } from './validate/checks/check-reserved-names';
import { checkSources } from './validate/checks/check-sources';
import { checkTriggers } from './validate/checks/check-triggers';
import { checkVariables } from './validate/checks/check-variables';
import { type Inspection, inspect } from './validate/inspection';
import { parseShape } from './validate/parse-shape';

/** `definition` is null when the shape is wrong. */
export type Validation = { definition: FlowDefinition | null; problems: Problem[] };

/** What a definition may refer to: the slugs of the flows it can call. */
export type KnownFlows = { flows: readonly string[] };

/** More problems than this help nobody. */
const MAX_PROBLEMS = 500;

type Check = (inspection: Inspection) => Problem[] | Steps<Problem[]>;

const CHECKS: readonly Check[] = [
  checkIds,
  checkReservedNames,
  checkExits,
  checkNodes,
  checkTriggers,
  checkSources,
  checkVariables,
  checkReach,
  checkCycles,
];

/** Tells everything that is wrong with a definition, in whatever shape it comes. Total, never throws, bounded in time. */
export function validateFlow(input: unknown, known?: KnownFlows): Validation {
  const validation = runSteps(validateInSteps(input));
  return known ? addUnknownCalls(validation, known) : validation;
}

/** Validates as `validateFlow` does, but for the flows that are called (validate/in-steps). */
export function* validateInSteps(input: unknown): Steps<Validation> {
  const shape = yield* parseShape(input);
  if (!shape.ok) return { definition: null, problems: shape.problems.slice(0, MAX_PROBLEMS) };
  const { definition } = shape;
  const inspection = yield* inspect(definition);
  if (!('uses' in inspection)) return { definition, problems: [inspection] };
  const problems: Problem[] = [];
  for (const check of CHECKS) {
    const found = check(inspection);
    for (const problem of Array.isArray(found) ? found : yield* found) problems.push(problem);
    yield;
  }
  return { definition, problems: problems.sort(errorsFirst).slice(0, MAX_PROBLEMS) };
}

/** Adds to what was found the calls of flows that are not known. */
export function addUnknownCalls({ definition, problems }: Validation, { flows }: KnownFlows): Validation {
  if (!definition) return { definition, problems };
  const all = [...problems, ...checkCalls(definition, flows)];
  return { definition, problems: all.sort(errorsFirst).slice(0, MAX_PROBLEMS) };
}

function errorsFirst(left: Problem, right: Problem): number {
  return Number(left.severity === 'warning') - Number(right.severity === 'warning');
}
