import { analyze, summarize } from './certify/analyze';
import type { CallSummary } from './certify/call-summary';
import { type Certificate, toCertificate } from './certify/certificate';
import type { CallSummaries } from './certify/flow-graph';
import type { FlowDefinition } from './definition';
import { errorsFirst, type Problem } from './definition/problem';
import { checkModels, type PersonalRules } from './personal/check-models';
import { listPersonalPlaces } from './personal/list-personal-places';
import type { PersonalPlace } from './personal/place';
import { runSteps, type Steps } from './steps';
import { checkCallTypes } from './validate/checks/check-call-types';
import { checkCalls, type KnownFlows } from './validate/checks/check-calls';
import { checkComparisons } from './validate/checks/check-comparisons';
import { checkContents } from './validate/checks/check-contents';
import { checkCycles } from './validate/checks/check-cycles';
import { checkDeclarations } from './validate/checks/check-declarations';
import { checkEntries } from './validate/checks/check-entries';
import { checkExits } from './validate/checks/check-exits';
import { checkFacts } from './validate/checks/check-facts';
import { checkHandlers } from './validate/checks/check-handlers';
import { checkIds } from './validate/checks/check-ids';
import {
  type ConfigUse,
  checkConfig,
  checkKnownConfig,
  listConfigUses,
} from './validate/checks/check-known-config';
import {
  type ConnectionUse,
  checkKnownConnections,
  type KnownConnection,
  listConnectionUses,
} from './validate/checks/check-known-connections';
import { checkKnownSecrets, listSecretUses, type SecretUse } from './validate/checks/check-known-secrets';
import { checkLanguages } from './validate/checks/check-languages';
import { checkLayout } from './validate/checks/check-layout';
import { checkNodes } from './validate/checks/check-nodes';
import { checkQuestions } from './validate/checks/check-questions';
import { checkReach } from './validate/checks/check-reach';
import { checkRegional } from './validate/checks/check-regional';
import { checkReservedNames } from './validate/checks/check-reserved-names';
import { checkSecrets } from './validate/checks/check-secrets';
import { checkSources } from './validate/checks/check-sources';
import { checkTriggers } from './validate/checks/check-triggers';
import { checkTypes } from './validate/checks/check-types';
import { checkVariables } from './validate/checks/check-variables';
import { type Inspection, inspect } from './validate/inspection';
import { parseShape } from './validate/parse-shape';

/** `definition` is null if its shape is invalid; `certificate` also if it is too large. */
export type Validation = {
  definition: FlowDefinition | null;
  problems: Problem[];
  /** The secrets and connections that its calls name, and the configuration values that it reads; empty without a certificate. */
  secrets: readonly SecretUse[];
  config: readonly ConfigUse[];
  connections: readonly ConnectionUse[];
  certificate: Certificate | null;
  /** The places that personal data can get to; the fields of the contact as if every attribute were tagged. */
  personal: readonly PersonalPlace[];
};

/**
 * What a definition may call, the secrets, connections and configuration values that it may name, and the rules for personal data;
 * absent if unknown.
 */
export type KnownNames = KnownFlows & {
  secrets?: readonly string[];
  config?: readonly string[];
  connections?: readonly KnownConnection[];
  personal?: PersonalRules;
};

/** Further problems are omitted. */
const MAX_PROBLEMS = 500;

type Check = (inspection: Inspection) => Problem[] | Steps<Problem[]>;

const CHECKS: readonly Check[] = [
  checkIds,
  checkReservedNames,
  checkLayout,
  checkRegional,
  checkLanguages,
  checkDeclarations,
  checkExits,
  checkEntries,
  checkHandlers,
  checkNodes,
  checkQuestions,
  checkTriggers,
  checkSources,
  checkCallTypes,
  checkSecrets,
  checkConfig,
  checkComparisons,
  checkFacts,
  checkVariables,
  checkTypes,
  checkContents,
  checkReach,
  checkCycles,
];

/** Reports all problems of a definition of any shape. Never throws; time is bounded. */
export function validateFlow(input: unknown, known?: KnownNames): Validation {
  const validation = runSteps(validateInSteps(input));
  return known ? addUnknownNames(validation, known) : validation;
}

const NO_CALLS: CallSummaries = new Map();
const UNREAD = { secrets: [], config: [], connections: [], certificate: null, personal: [] };

/**
 * Validates like `validateFlow`, in steps (validate/in-steps). Without the summaries of called flows, nothing is reported that
 * depends on them; unknown ones are left to `addUnknownNames`.
 */
export function* validateInSteps(input: unknown, calls: CallSummaries = NO_CALLS): Steps<Validation> {
  const shape = yield* parseShape(input);
  if (!shape.ok) return { ...UNREAD, definition: null, problems: shape.problems.slice(0, MAX_PROBLEMS) };
  const { definition } = shape;
  const inspection = yield* inspect(definition, calls);
  if (!('uses' in inspection)) return { ...UNREAD, definition, problems: [inspection] };
  const problems: Problem[] = [];
  for (const check of CHECKS) {
    const found = check(inspection);
    for (const problem of Array.isArray(found) ? found : yield* found) problems.push(problem);
    yield;
  }
  const analysis = yield* analyze(inspection);
  for (const problem of analysis.problems) problems.push(problem);
  problems.sort(errorsFirst);
  const certificate = toCertificate(problems, analysis);
  const named = {
    secrets: listSecretUses(inspection),
    config: listConfigUses(inspection),
    connections: listConnectionUses(definition),
  };
  const personal = yield* listPersonalPlaces(inspection);
  return { definition, problems: problems.slice(0, MAX_PROBLEMS), ...named, certificate, personal };
}

/** Sums up a valid definition for the flows that call it, by default at its start, in steps; null if it is too large. */
export function* summarizeInSteps(
  definition: FlowDefinition,
  calls: CallSummaries,
  entry?: string,
): Steps<CallSummary | null> {
  const inspection = yield* inspect(definition, calls);
  return 'uses' in inspection ? yield* summarize(inspection, entry) : null;
}

/**
 * Adds problems for flows, secrets, connections and configuration values that do not exist, and for personal data where it may not
 * get to.
 */
export function addUnknownNames(validation: Validation, known: KnownNames): Validation {
  const { definition, problems, secrets, config, connections, personal } = validation;
  if (!definition) return validation;
  const unknown = [
    ...(known.secrets ? checkKnownSecrets(secrets, known.secrets) : []),
    ...(known.config ? checkKnownConfig(config, known.config) : []),
    ...(known.connections ? checkKnownConnections(connections, known.connections) : []),
    ...(known.personal ? checkModels(personal, known.personal) : []),
  ];
  const all = [...problems, ...checkCalls(definition, known), ...unknown];
  return { ...validation, problems: all.sort(errorsFirst).slice(0, MAX_PROBLEMS) };
}
