import { describe, expect, it } from 'vitest';
import type { NodeInput } from '../../fixtures/converse';
import { ask, call, end, flow, hello } from '../../fixtures/small-nodes';
import { validateFlow } from '../../validate';

describe('variables in scope', () => {
  const uses = (node: NodeInput) =>
    validateFlow(flow(node)).problems.filter(({ code }) => code === 'unknown_variable');

  it.each<[string, NodeInput]>([
    ['answer in a rule', { ...ask, exits: {}, rules: [{ when: 'answer > 1', message: '{{ answer }}' }] }],
    ['response in save', { ...call, exits: {}, save: [{ variable: 'x', value: 'response.body' }] }],
    ['error after a call', { ...call, exits: {}, body: { type: 'text', text: '{{ error.code }}' } }],
    ['event in a match', { id: 'a', kind: 'await-event', event: 'e', match: 'event.id' }],
    [
      'output of a call',
      { id: 's', kind: 'subflow', flow: 'f', outputs: [{ variable: 'x', value: 'output' }] },
    ],
    ['the item and index of a loop', { id: 'l', kind: 'each', list: '[item, i]', item: 'item', index: 'i' }],
    ['why a transfer failed', { id: 't', kind: 'transfer', destination: '{{ transferFailReason }}' }],
    [
      'callback parameters and built-in names',
      { ...hello, exits: {}, messages: [{ type: 'text', text: '{{ [1].map(x => x + Math.PI + $now()) }}' }] },
    ],
  ])('knows %s', (_, node) => {
    expect(uses(node)).toEqual([]);
  });

  it('does not know them elsewhere', () => {
    expect(
      uses({ ...hello, exits: {}, messages: [{ type: 'text', text: '{{ answer + response }}' }] }),
    ).toHaveLength(2);
  });

  it('checks defaults', () => {
    const variables = [{ name: 'a', default: ['{{ nobody }}'] }];
    expect(validateFlow({ ...flow(end), variables }).problems).toMatchObject([
      { code: 'unknown_variable', nodeId: null, path: '/variables/0/default/0' },
    ]);
  });
});
