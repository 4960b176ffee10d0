import type { FlowDefinitionInput } from '@/server/engine/definition';

/** A flow that repeats every message. */
export const REPEAT_FLOW: FlowDefinitionInput = {
  format: 1,
  start: 'ask',
  nodes: [
    {
      id: 'ask',
      kind: 'question',
      prompt: [{ type: 'text', text: 'You wrote: {{ said ?? trigger.text }}' }],
      answer: { type: 'text' },
      variable: 'said',
      exits: { next: 'ask' },
    },
  ],
};
