import type { FlowDefinitionInput } from '@/server/engine/definition';

type Nodes = FlowDefinitionInput['nodes'];

const ask = (id: string, next: string): Nodes[number] => ({
  id,
  kind: 'question',
  prompt: [{ type: 'text', text: `${id}?` }],
  answer: { type: 'text' },
  variable: id,
  exits: { next },
});

/** The intent and the form code that start the flow. */
export const INTENT = 'pay';
export const FORM = 'pay';

/** A flow with checks on its variables, a call with a secret, and a branch for verified users only. */
export function guardedFlow(apiBase: string): FlowDefinitionInput {
  return {
    format: 1,
    variables: [
      { name: 'verified', default: false },
      { name: 'api_base', default: apiBase },
      { name: 'total', default: 0, public: true },
      { name: 'picked', public: true },
    ],
    triggers: [
      { type: 'intent', name: INTENT, displayLabel: 'Pay' },
      {
        type: 'form',
        code: FORM,
        title: 'Pay',
        fields: [{ name: 'amount', label: 'Amount', answer: { type: 'text' } }],
      },
    ],
    start: 'check',
    nodes: [
      {
        id: 'check',
        kind: 'set',
        assign: [
          { variable: 'picked', value: '"by the flow"' },
          { variable: 'checked', value: 'verified === true' },
        ],
        exits: { next: 'first' },
      },
      ask('first', 'call'),
      {
        id: 'call',
        kind: 'http',
        method: 'GET',
        url: '{{ api_base }}/pay',
        headers: { 'x-secret': 'the secret of the author' },
        save: [{ variable: 'paid', value: 'response.status' }],
        exits: { success: 'second', failure: 'second' },
      },
      ask('second', 'gate'),
      {
        id: 'gate',
        kind: 'condition',
        branches: [{ id: 'in', when: 'verified || checked' }],
        exits: { in: 'taken', else: 'kept' },
      },
      { id: 'taken', kind: 'end', text: 'taken' },
      { id: 'kept', kind: 'end', text: 'kept' },
    ],
  };
}

/** The flow's final variables when only its own nodes set them. */
export function untouched(apiBase: string): Record<string, unknown> {
  return {
    verified: false,
    api_base: apiBase,
    total: 0,
    picked: 'by the flow',
    checked: false,
    first: 'one',
    paid: 200,
    second: 'two',
  };
}
