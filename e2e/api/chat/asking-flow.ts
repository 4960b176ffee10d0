import type { FlowDefinitionInput } from '@/server/engine/definition';
import { type MadeFlow, makeFlow } from '../support/flows';
import type { Target } from '../support/target';

export type IntentFlow = MadeFlow & { intent: string };

/** Makes a published flow that an intent of its own starts: it asks for an order number and tells where the order is. */
export async function makeIntentFlow(target: Target): Promise<IntentFlow> {
  const intent = `order_${crypto.randomUUID().slice(0, 8)}`;
  const definition: FlowDefinitionInput = {
    format: 1,
    variables: [{ name: 'order_number' }],
    triggers: [{ type: 'intent', name: intent, displayLabel: 'Where is my order?' }],
    start: 'ask',
    nodes: [
      {
        id: 'ask',
        kind: 'question',
        prompt: [{ type: 'text', text: 'What is your order number?' }],
        answer: { type: 'text' },
        variable: 'order_number',
        exits: { next: 'tell' },
      },
      {
        id: 'tell',
        kind: 'message',
        messages: [{ type: 'text', text: 'Order {{ order_number }} has been shipped.' }],
        exits: { next: 'done' },
      },
      { id: 'done', kind: 'end' },
    ],
  };
  return { ...(await makeFlow(target, definition)), intent };
}
