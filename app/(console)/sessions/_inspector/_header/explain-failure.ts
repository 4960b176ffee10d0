const ADVICE: Readonly<Record<string, string>> = {
  loop: 'Put a question, a wait or a transfer into the loop, or give it an exit, and publish again.',
  expression_budget: 'Simplify the expression, or work on a smaller list, and publish again.',
  said_limit: 'Send less in one turn: ask a question in between, or shorten the messages.',
  state_limit: 'Store less in the variables, for example only the response fields that are needed.',
  loop_items: 'Shorten the list before the flow loops over it.',
  call_depth: 'Flows call each other in a circle. Break the circle and publish again.',
  flow_missing: 'Publish the flow that is called, then publish this one again.',
  invalid_input: 'Give the called flow the inputs that it declares, and publish again.',
  invalid_output:
    'End the flow with the output that it declares, or change its declared outputs, and publish again.',
  node_missing: 'Fix the exit that leads to the missing node, and publish again.',
};

/** The advice for a failed session, by the code of its failure. */
export function explainFailure(code: string): string {
  const advice = Object.hasOwn(ADVICE, code) ? ADVICE[code] : undefined;
  return `${advice ?? 'Look at the last step, fix the flow and publish again.'} This session does not change; new sessions run the new version.`;
}
