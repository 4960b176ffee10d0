import type { FlowDefinitionInput } from '@/server/engine/definition';

export const INTENT = 'hold';

/** Keeps its start variables and waits for a person, so that the inbox shows it. */
export const HELD: FlowDefinitionInput = {
  format: 1,
  triggers: [{ type: 'intent', name: INTENT, displayLabel: 'Hold' }],
  start: 'hold',
  nodes: [{ id: 'hold', kind: 'transfer', exits: {} }],
};
