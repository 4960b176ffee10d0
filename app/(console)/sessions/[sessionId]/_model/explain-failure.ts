const ADVICE: Readonly<Record<string, string>> = {
  loop: 'Put a question, a wait or a transfer into the loop, or give it an exit, and publish again.',
  expression_budget: 'Simplify the expression, or work on a smaller list, and publish again.',
  said_limit: 'Say less in one turn: ask something in between, or shorten the messages.',
  state_limit: 'Keep less in the variables, for example only the fields of a response that are needed.',
  loop_items: 'Cut the list before it is walked through.',
  call_depth: 'Flows call each other in a circle: end it, and publish again.',
  flow_missing: 'Publish the flow that is called, then publish this one again.',
  node_missing: 'Mend the exit that leads to the missing node, and publish again.',
};

/** What to do about a failed session, by the code of its failure. */
export function explainFailure(code: string): string {
  const advice = Object.hasOwn(ADVICE, code) ? ADVICE[code] : undefined;
  return `${advice ?? 'Look at the last step, mend the flow and publish again.'} This session stays as it is; new ones run the new version.`;
}
