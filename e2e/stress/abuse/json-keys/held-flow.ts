import type { FlowDefinitionInput } from '@/server/engine/definition';

export const INTENT = 'hold';

/** Keeps whatever it is started with, and waits for a person: the console's inbox then shows it. */
export const HELD: FlowDefinitionInput = {
  format: 1,
  triggers: [{ type: 'intent', name: INTENT, displayLabel: 'Hold' }],
  start: 'hold',
  nodes: [{ id: 'hold', kind: 'transfer', exits: {} }],
};
