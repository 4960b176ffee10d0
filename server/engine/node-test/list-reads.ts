import type { FlowDefinition } from '../definition';
import { FACT_NAMES } from '../expression/fact-names';
import type { Steps } from '../steps';
import { inspect } from '../validate/inspection';

/** Lists the variables that a node reads, sorted, in steps (validate/in-steps); none for a definition that is too large. */
export function* listReadsInSteps(definition: FlowDefinition, nodeId: string): Steps<string[]> {
  const inspection = yield* inspect(definition, new Map());
  if (!('uses' in inspection)) return [];
  const own = new Set(definition.variables.map(({ name }) => name));
  const reads = inspection.uses
    .filter((use) => use.nodeId === nodeId)
    .flatMap(({ names, locals }) => names.filter((name) => !locals.includes(name)));
  return [...new Set(reads)].filter((name) => own.has(name) || !FACT_NAMES.includes(name)).sort();
}
