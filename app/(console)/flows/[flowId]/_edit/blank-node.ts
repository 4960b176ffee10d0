import type { NodeKind } from '@/server/engine/definition/node';

const say = () => [{ type: 'text', text: '' }];

// The required fields of each kind. Values that only the author knows are empty, which is a problem until they are set.
const BLANK: { [K in NodeKind]: (id: string) => Record<string, unknown> } = {
  message: () => ({ messages: say() }),
  question: (id) => ({ prompt: say(), answer: { type: 'text' }, variable: toVariable(id) }),
  condition: () => ({ branches: [{ id: 'yes', when: '' }] }),
  split: () => ({
    branches: [
      { id: 'a', weight: 50 },
      { id: 'b', weight: 50 },
    ],
  }),
  set: () => ({ assign: [{ variable: 'value', value: '' }] }),
  http: () => ({ method: 'GET', url: '' }),
  ai: (id) => ({ url: '', model: '', prompt: '', variable: toVariable(id) }),
  intent: () => ({ branches: [{ id: 'about', examples: [], keywords: [] }] }),
  emit: () => ({ event: 'event', payload: {} }),
  transfer: () => ({ messages: [] }),
  suggest: () => ({ text: '' }),
  wait: () => ({ wait: { type: 'for', duration: { amount: 1, unit: 'minutes' } } }),
  'await-event': () => ({ event: 'event' }),
  each: () => ({ list: '', item: 'item' }),
  subflow: () => ({ flow: '' }),
  placeholder: () => ({ block: 'To do' }),
  end: () => ({}),
};

/** A new node of a kind, with its required fields. */
export function blankNode(kind: NodeKind, id: string): Record<string, unknown> {
  return { id, kind, ...BLANK[kind](id), exits: {} };
}

function toVariable(id: string): string {
  return id.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=\d)/, '_');
}
