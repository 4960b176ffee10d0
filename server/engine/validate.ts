import type { FlowDefinition } from './definition';
import { errorsFirst, type Problem } from './definition/problem';
import { runSteps, type Steps } from './steps';
import { checkCalls } from './validate/checks/check-calls';
import { checkContents } from './validate/checks/check-contents';
import { checkCycles } from './validate/checks/check-cycles';
import { checkExits } from './validate/checks/check-exits';
import { checkIds } from './validate/checks/check-ids';
import { checkLanguages } from './validate/checks/check-languages';
import { checkNodes } from './validate/checks/check-nodes';
import { checkReach } from './validate/checks/check-reach';
import { checkRegional } from './validate/checks/check-regional';
import { checkReservedNames } from './validate/checks/check-reserved-names';
import { checkSources } from './validate/checks/check-sources';
import { checkTriggers } from './validate/checks/check-triggers';
import { checkVariables } from './validate/checks/check-variables';
import { type Inspection, inspect } from './validate/inspection';
import { parseShape } from './validate/parse-shape';

/** `definition` is null if its shape is invalid. */
export type Validation = { definition: FlowDefinition | null; problems: Problem[] };

/** The slugs of the flows that the definition may call. */
export type KnownFlows = { flows: readonly string[] };

/** Further problems are omitted. */
const MAX_PROBLEMS = 500;

type Check = (inspection: Inspection) => Problem[] | Steps<Problem[]>;

const CHECKS: readonly Check[] = [
  checkIds,
  checkReservedNames,
  checkRegional,
  checkLanguages,
  checkExits,
  checkNodes,
  checkTriggers,
  checkSources,
  checkVariables,
  checkContents,
  checkReach,
  checkCycles,
];

/** Reports all problems of a definition of any shape. Never throws; time is bounded. */
export function validateFlow(input: unknown, known?: KnownFlows): Validation {
  const validation = runSteps(validateInSteps(input));
  return known ? addUnknownCalls(validation, known) : validation;
}

/** Validates like `validateFlow`, in steps and without called flows (validate/in-steps). */
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

/** Adds problems for calls of unknown flows. */
export function addUnknownCalls({ definition, problems }: Validation, { flows }: KnownFlows): Validation {
  if (!definition) return { definition, problems };
  const all = [...problems, ...checkCalls(definition, flows)];
  return { definition, problems: all.sort(errorsFirst).slice(0, MAX_PROBLEMS) };
}
