import { toPattern } from './match-pattern';
import type { Observation } from './observe';
import type { Expectation } from './test-document';

/** The expectation of a step that exactly what was observed meets: words, choices, path, calls, events and where it stands. */
export function toStepExpectation(came: Observation): Expectation {
  const { choices, calls, events, suggestions } = came;
  return {
    messages: came.messages.map(toPattern),
    ...(choices.length > 0 && { choices: choices.map(toPattern) }),
    path: came.path,
    ...(calls.length > 0 && {
      calls: calls.map(({ node, method, url }) => ({ node, method, url: toPattern(url) })),
    }),
    ...(events.length > 0 && { events }),
    ...(suggestions.length > 0 && { suggestions: suggestions.map(toPattern) }),
    status: came.status,
  };
}

/** The expectation of a conversation that ended as it was observed to. */
export function toEndExpectation({ status, node, output, variables }: Observation): Expectation {
  return { status, node, variables, ...(output !== null && { output }) };
}
