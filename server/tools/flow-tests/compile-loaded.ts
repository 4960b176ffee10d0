import type { FlowDefinition } from '@/server/engine/definition';
import { SELF_FLOW } from '@/server/engine/definition/self-flow';
import { listCalledFlows } from '@/server/engine/nodes/called-flows';
import { compileProgram, type Program } from '@/server/engine/program';
import { validateFlow } from '@/server/engine/validate';
import type { LoadedFlow } from './load-flows';

type Compiled = { definition: FlowDefinition; program: Program };
/** Flows by slug; a text says why one is invalid. */
export type CompiledFlows = ReadonlyMap<string, Compiled | string>;

/** Compiles flows, which may call each other by slug. */
export function compileLoaded(flows: readonly LoadedFlow[]): CompiledFlows {
  const programs = new Map<string, Program>();
  const compiled = new Map<string, Compiled | string>();
  for (const flow of flows) {
    const made = compile(flow, programs);
    compiled.set(flow.slug, made);
    if (typeof made !== 'string') programs.set(flow.slug, made.program);
  }
  return compiled;
}

function compile(
  { definition: given }: LoadedFlow,
  programs: ReadonlyMap<string, Program>,
): Compiled | string {
  const { definition, problems } = validateFlow(given);
  const error = problems.find(({ severity }) => severity === 'error');
  if (!definition || error) return `the flow is invalid: ${error?.path} ${error?.message}`;
  return { definition, program: compileProgram(definition, programs) };
}

/** The definitions of the called flows, and of those that they call, by slug. */
export function listCalled(
  definition: FlowDefinition,
  compiled: CompiledFlows,
): Record<string, FlowDefinition> {
  const found: Record<string, FlowDefinition> = {};
  const waiting = listCalledSlugs(definition);
  for (let slug = waiting.shift(); slug !== undefined; slug = waiting.shift()) {
    const flow = compiled.get(slug);
    if (Object.hasOwn(found, slug) || !flow || typeof flow === 'string') continue;
    found[slug] = flow.definition;
    waiting.push(...listCalledSlugs(flow.definition));
  }
  return found;
}

function listCalledSlugs({ nodes }: FlowDefinition): string[] {
  const called = nodes.flatMap((node) => listCalledFlows(node).map(({ flow }) => flow));
  return called.filter((flow) => flow !== SELF_FLOW);
}
