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

/** The intent and the code of the form that start it. */
export const INTENT = 'pay';
export const FORM = 'pay';

/** A flow that checks what it knows, calls with a secret, and takes more only from who is verified. */
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

/** What the flow knows at its end when nobody but its own nodes set anything. */
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
