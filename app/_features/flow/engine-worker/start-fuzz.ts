import type { FlowDefinition } from '@/server/engine/definition';
import type { TestedFlow } from '@/server/engine/flow-test/run-tests';
import { openFuzz } from '@/server/engine/fuzz/fuzz';
import { compileProgram, type Program } from '@/server/engine/program';
import { validateFlow } from '@/server/engine/validate';
import type { FuzzAnswer, FuzzOrder } from '../engine/fuzz-messages';

/** People who are playing. `stop` lets no more of them begin; the report follows. */
export type StartedFuzz = { stop(): void };

type Start = Extract<FuzzOrder, { type: 'start' }>;

const SLICE_MS = 80;

/** Plays strange people in slices, between which a stop is heard, and answers after each. */
export function startFuzz(order: Start, answer: (message: FuzzAnswer) => void): StartedFuzz {
  const tested = compile(order.flows);
  if (typeof tested === 'string') {
    answer({ type: 'failure', reason: tested });
    return { stop: () => undefined };
  }
  const fuzz = openFuzz(tested, order);
  const playSlice = () => {
    const until = performance.now() + SLICE_MS;
    do {
      const step = fuzz.steps.next();
      if (step.done) return answer({ type: 'report', report: step.value });
    } while (performance.now() < until);
    answer({ type: 'progress', progress: fuzz.progress() });
    setTimeout(playSlice, 0);
  };
  setTimeout(playSlice, 0);
  return fuzz;
}

/** Compiles the flow with those that it calls; a text says why it cannot be played. */
function compile(flows: Start['flows']): TestedFlow | string {
  const programs = new Map<string, Program>();
  const definitions: Record<string, FlowDefinition> = {};
  for (const [index, { slug, definition: given }] of flows.entries()) {
    const { definition, problems } = validateFlow(given);
    const isValid = definition && problems.every(({ severity }) => severity !== 'error');
    if (index === 0 && !isValid) return 'The draft has errors. Fix them first.';
    if (!isValid) continue;
    programs.set(slug, compileProgram(definition, programs));
    definitions[index === 0 ? '' : slug] = definition;
  }
  const program = programs.get(flows[0]?.slug ?? '');
  return program ? { program, flows: definitions } : 'There is no flow.';
}
