import { describe, expect, it } from 'vitest';
import type { Node } from '../definition/node';
import { converse } from '../fixtures/converse';
import { validateFlow } from '../validate';

const BLOCK: Node = {
  kind: 'placeholder',
  ...{ id: 'p', block: 'Payment', product: 'other', exits: { next: 'thanks' } },
  content: { type: 'payment input', options: { amount: '{{ unclosed', secret: '$secret.stripe' } },
};
const THANKS: Node = {
  id: 'thanks',
  kind: 'message',
  messages: [{ type: 'text', text: 'Thank you' }],
  exits: {},
};

describe('placeholder', () => {
  it('says and sets nothing, and goes on along its wire', () => {
    const { messages, trace, state } = converse({ nodes: [BLOCK, THANKS] }).start({ amount: 3 });
    expect(trace.steps.map(({ nodeId, exit, next }) => [nodeId, exit, next])).toEqual([
      ['p', 'next', 'thanks'],
      ['thanks', 'next', null],
    ]);
    expect(messages.map(({ text }) => text)).toEqual(['Thank you', '']);
    expect(state.frames[0]?.variables).toEqual({ amount: 3 });
  });

  it('keeps the block as it was written, and does not evaluate it', () => {
    const { definition, problems } = validateFlow({ format: 1, start: 'p', nodes: [BLOCK, THANKS] });
    expect(definition?.nodes[0]).toMatchObject({ content: BLOCK.content });
    expect(problems.map(({ severity, code }) => [severity, code])).toEqual([['warning', 'placeholder']]);
  });

  it('warns that nothing happens, in the words of its product', () => {
    const warningsOf = (block: object) =>
      validateFlow({ format: 1, start: 'p', nodes: [{ id: 'p', kind: 'placeholder', ...block }] }).problems;
    expect(warningsOf({ block: 'Payment', product: 'other' })[0]).toMatchObject({
      ...{ severity: 'warning', nodeId: 'p', path: '/nodes/0/block' },
      message: expect.stringContaining('"Payment" of other has no counterpart here and does nothing'),
    });
    expect(warningsOf({ block: 'Ask for the seat' })[0]?.message).toContain(
      'The placeholder "Ask for the seat" does nothing: the flow goes on at its next node.',
    );
    expect(warningsOf({})[0]).toMatchObject({ severity: 'error', path: '/nodes/0/block' });
  });
});
