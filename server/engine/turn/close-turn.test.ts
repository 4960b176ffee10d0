import { describe, expect, it } from 'vitest';
import { converse, type Flow, type NodeInput } from '../fixtures/converse';
import { ask } from '../fixtures/waiting-flows';

const MINUTE = { amount: 1, unit: 'minutes' as const };
const grow = (id: string, size: number, next: string): NodeInput => ({
  id,
  kind: 'set',
  assign: [{ variable: 'big', value: `'x'.repeat(${size})` }],
  exits: { next },
});

describe('a session that outgrows its limit', () => {
  const question = { ...ask('q', 's'), noReply: { after: MINUTE } } as NodeInput;
  const wait: NodeInput = { id: 'w', kind: 'wait', wait: { type: 'for', duration: MINUTE } };

  it('cancels the timers of earlier turns and sets none of its own', () => {
    const conversation = converse(
      { nodes: [question, grow('s', 3000, 'w'), wait] },
      { limits: { stateChars: 2000 } },
    );
    expect(conversation.start().effects).toMatchObject([{ type: 'timer.set', key: '1:0' }]);
    const { state, effects } = conversation.say('go');
    expect(state.failure).toEqual({
      code: 'state_limit',
      message: 'The state of the session would exceed 2000 characters.',
      nodeId: 'w',
    });
    expect(state.output).toBeNull();
    expect(effects).toEqual([{ type: 'timer.cancel', key: '1:0' }]);
  });

  it('loses its variables if even the earlier ones leave no room for the failure', () => {
    const flow: Flow = { nodes: [ask('q', 's'), grow('s', 3000, 'q')] };
    const given = { first: 'x'.repeat(500) };
    const size = JSON.stringify(converse(flow).start(given).state).length;
    const fail = (stateChars: number) => {
      const conversation = converse(flow, { limits: { stateChars } });
      conversation.start(given);
      const { state } = conversation.say('go');
      expect(state.failure?.code).toBe('state_limit');
      expect(JSON.stringify(state).length).toBeLessThanOrEqual(stateChars);
      return state.frames;
    };
    expect(fail(size + 200)).toMatchObject([{ variables: given }]);
    expect(fail(size + 20)).toEqual([]);
  });
});
