import type { Observation } from '@/server/engine/flow-test/observe';
import type { Expectation } from './new-test';
import { writePattern } from './pattern-text';

const toPatterns = (texts: readonly string[]) => texts.map((text) => writePattern({ mode: 'exact', text }));

/** Expects exactly what came in the parts that are compared; without any, the messages and where the session stands. */
export function expectCame(expected: Expectation | undefined, came: Observation): Expectation {
  const all: Required<Omit<Expectation, 'variables' | 'calls'>> & Pick<Expectation, 'variables' | 'calls'> = {
    messages: toPatterns(came.messages),
    choices: toPatterns(came.choices),
    suggestions: toPatterns(came.suggestions),
    calls: came.calls.map(({ node, method, url }) => ({ node, method, url: toPatterns([url])[0] })),
    variables: Object.fromEntries(
      Object.keys(expected?.variables ?? {}).map((name) => [name, came.variables[name] ?? null]),
    ),
    ...{ path: came.path, status: came.status, node: came.node, output: came.output, events: came.events },
  };
  const parts = Object.keys(expected ?? {}) as (keyof Expectation)[];
  const kept = parts.length === 0 ? (['messages', 'status'] as const) : parts;
  return Object.fromEntries(kept.map((part) => [part, all[part]]));
}
