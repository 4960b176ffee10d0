import { describe, expect, it } from 'vitest';
import { AT, compileFlows, converse, type Flow } from '../fixtures/converse';
import { ask, call, FLOWS, RESULT } from '../fixtures/waiting-flows';
import { run } from '../run';

// Versions are immutable, but called flows are looked up when they are called, so they may be gone or different.
describe('a session whose flow has changed', () => {
  const caller: Flow = { nodes: [{ id: 's', kind: 'subflow', flow: 'faq' }] };
  const message = { type: 'message' as const, at: AT, inputId: 'x', text: 'hello' };

  it('fails if the called flow no longer exists', () => {
    const conversation = converse(caller, { called: { faq: { nodes: [ask('q')] } } });
    conversation.start();
    const { state, messages } = run(compileFlows({ '': caller }), conversation.state(), message);
    expect(state).toMatchObject({
      status: 'failed',
      wait: null,
      failure: { code: 'flow_missing', message: 'The called flow "faq" does not exist.', nodeId: 'q' },
    });
    expect(messages).toEqual([]);
  });

  it('fails if a flow between the session and the current one no longer exists', () => {
    const called = {
      faq: { nodes: [{ id: 's', kind: 'subflow' as const, flow: 'deep' }] },
      deep: { nodes: [ask('q')] },
    };
    const conversation = converse(caller, { called });
    conversation.start();
    expect(conversation.state().frames).toHaveLength(3);
    const { state } = run(compileFlows({ '': caller }), conversation.state(), message);
    expect(state.failure?.message).toBe('The called flow "deep" does not exist.');
  });

  it('fails if the current node no longer exists', () => {
    const conversation = converse(FLOWS.input);
    conversation.start();
    const { state } = run(compileFlows({ '': { nodes: [ask('other')] } }), conversation.state(), message);
    expect(state.failure).toEqual({ code: 'node_missing', message: 'There is no node "q".', nodeId: 'q' });
  });

  it('ignores an input that the current node does not handle', () => {
    const conversation = converse({ nodes: [{ ...call, id: 'q' }] });
    const before = conversation.start().state;
    const succeeded = { type: 'effect.succeeded' as const, at: AT, effect: '1:0', result: RESULT };
    const { state, outcome } = run(compileFlows({ '': FLOWS.input }), before, succeeded);
    expect(outcome).toEqual({ kind: 'ignored', reason: 'the node does not wait for this input' });
    expect(state).toBe(before);
  });
});
