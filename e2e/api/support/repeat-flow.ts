import type { FlowDefinitionInput } from '@/server/engine/definition';

/** Answers every message with what it was told. */
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
