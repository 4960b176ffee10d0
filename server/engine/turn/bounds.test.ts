import { describe, expect, it } from 'vitest';
import { compileFlows, converse, type Flow, type NodeInput, textsOf } from '../fixtures/converse';
import { say } from '../fixtures/waiting-flows';
import { DEFAULT_LIMITS, type HttpResult } from '../protocol';
import { initialState, run } from '../run';

const set = (id: string, value: string, next?: string): NodeInput => ({
  id,
  kind: 'set',
  assign: [{ variable: 'a', value }],
  exits: next ? { next } : {},
});
const RESULT: HttpResult = { status: 200, headers: {}, body: null, durationMs: 1, attempts: 1 };

describe('run/bounded', () => {
  it('limits node visits: an endless loop fails the turn and is named in order', () => {
    const conversation = converse({
      nodes: [say('hello', 'Hi', 'a'), set('a', '1', 'b'), set('b', '2', 'c'), set('c', '3', 'b')],
    });
    const { state, trace, messages } = conversation.start();
    expect(state).toMatchObject({
      status: 'failed',
      wait: null,
      failure: { code: 'loop', nodeId: expect.any(String) },
    });
    expect(state.failure?.message).toBe(
      'The flow loops without waiting: "b" → "c" → "b" (stopped after 2000 nodes).',
    );
    expect(trace.failure).toEqual(state.failure);
    expect(trace.visits).toBe(2001);
    expect(messages.map(({ text }) => text)).toEqual(['Hi']);
    expect(conversation.say('more').outcome).toEqual({ kind: 'refused', reason: 'finished' });
  });

  it('limits node visits across turns that only make calls', () => {
    const call: NodeInput = {
      id: 'h',
      kind: 'http',
      method: 'GET',
      url: 'https://x.test',
      exits: { success: 's' },
    };
    const conversation = converse({ nodes: [call, set('s', '1', 'h')] }, { limits: { visits: 30 } });
    conversation.start();
    let turns = 0;
    while (conversation.state().status === 'running' && turns < 100) {
      turns++;
      conversation.send({
        type: 'effect.succeeded',
        effect: `${conversation.state().turn}:0`,
        result: RESULT,
      });
    }
    expect(turns).toBe(10);
    expect(conversation.state().failure?.message).toContain('"h" → "s" → "h"');
  });

  it('counts node visits anew after a wait for something other than a call', () => {
    const ask: NodeInput = {
      id: 'q',
      kind: 'question',
      prompt: [{ type: 'text', text: '?' }],
      answer: { type: 'text' },
      variable: 'x',
      exits: { next: 's' },
    };
    const conversation = converse({ nodes: [ask, set('s', '1', 'q')] }, { limits: { visits: 5 } });
    conversation.start();
    for (let turn = 0; turn < 50; turn++) expect(conversation.say('x').state.status).toBe('awaiting_input');
  });

  it('limits node visits of one turn that answers queued messages, each of which ends a wait', () => {
    const call: NodeInput = {
      id: 'h',
      kind: 'http',
      method: 'GET',
      url: 'https://x.test',
      exits: { success: 'q' },
    };
    const ask: NodeInput = {
      id: 'q',
      kind: 'question',
      prompt: [{ type: 'text', text: '?' }],
      answer: { type: 'text' },
      variable: 'x',
      exits: { next: 'q' },
    };
    const answerQueued = (count: number) => {
      const conversation = converse({ nodes: [call, ask] }, { limits: { visits: 8 } });
      conversation.start();
      for (let index = 0; index < count; index++) conversation.say(`message ${index}`);
      return conversation.send({ type: 'effect.succeeded', effect: '1:0', result: RESULT });
    };
    expect(answerQueued(3)).toMatchObject({ state: { status: 'awaiting_input' }, trace: { visits: 8 } });
    const failed = answerQueued(4);
    expect(failed.trace.visits).toBe(9);
    expect(failed.state).toMatchObject({ status: 'failed', failure: { code: 'loop', nodeId: 'q' } });
    expect(failed.messages).toHaveLength(4);
  });

  it('allows exactly as many node visits as the limit', () => {
    const chain = { nodes: [set('a', '1', 'b'), set('b', '2', 'c'), set('c', '3')] };
    expect(converse(chain, { limits: { visits: 3 } }).start().state.status).toBe('completed');
    expect(converse(chain, { limits: { visits: 2 } }).start().state).toMatchObject({
      failure: { code: 'loop', nodeId: 'c' },
    });
  });

  it('limits expression steps', () => {
    const list = 'Array.from({ length: 300 }).flatMap(() => Array.from({ length: 300 }))';
    const { state } = converse({
      nodes: [say('m', 'Hi', 's'), set('s', `${list}.map(x => ${list}.length)`)],
    }).start();
    expect(state.failure).toMatchObject({ code: 'expression_budget', nodeId: 's' });
    expect(state.failure?.message).toContain('100000 steps');
  });

  it.each<[string, NodeInput]>([
    [
      'a condition',
      { id: 'c', kind: 'condition', branches: [{ id: 'b', when: 'list.some(x => list.some(y => y > 1))' }] },
    ],
    ['a text', say('m', "{{ list.map(x => list.some(y => y > 1)).join('') }}")],
  ])('limits expression steps in %s', (_, node) => {
    const { state } = converse({ nodes: [node] }).start({ list: Array.from({ length: 1000 }, () => 0) });
    expect(state.failure).toMatchObject({ code: 'expression_budget' });
  });

  it('fails the turn when one search costs more steps than are left', () => {
    const text = say('m', "{{ 'x'.repeat(200000).indexOf('x'.repeat(2000) + 'y') }}");
    expect(converse({ nodes: [text] }).start()).toMatchObject({
      state: { status: 'failed', failure: { code: 'expression_budget', nodeId: 'm' } },
      messages: [],
    });
  });

  it('limits the number of messages', () => {
    const { state, messages } = converse({ nodes: [say('a', 'x', 'a')] }).start();
    expect(state.failure).toMatchObject({ code: 'said_limit', nodeId: 'a' });
    expect(messages).toHaveLength(200);
  });

  it('limits the size of messages', () => {
    const { state, messages } = converse({ nodes: [say('a', '{{ big }}{{ big }}', 'a')] }).start({
      big: '"'.repeat(20_000),
    });
    expect(state.failure).toMatchObject({ code: 'said_limit' });
    expect(messages.length).toBeGreaterThan(0);
    expect(JSON.stringify(messages).length).toBeLessThanOrEqual(DEFAULT_LIMITS.messageChars);
  });

  it('limits the state: variables are restored, messages stay, effects are dropped', () => {
    const wait: NodeInput = {
      id: 'w',
      kind: 'wait',
      wait: { type: 'for', duration: { amount: 1, unit: 'days' } },
    };
    const emit: NodeInput = { id: 'e', kind: 'emit', event: 'e', exits: { next: 'p' } };
    const propose: NodeInput = { id: 'p', kind: 'suggest', text: 'Hi', exits: { next: 'w' } };
    const ask: NodeInput = {
      id: 'q',
      kind: 'question',
      prompt: [{ type: 'text', text: '?' }],
      answer: { type: 'text' },
      variable: 'x',
      exits: { next: 'm' },
    };
    const conversation = converse({
      nodes: [ask, say('m', 'Hi', 's'), set('s', "'x'.repeat(300000)", 'e'), emit, propose, wait],
    });
    conversation.start({ a: 'small' });
    const { state, messages, effects } = conversation.say('go');
    expect(state).toMatchObject({ status: 'failed', wait: null, failure: { code: 'state_limit' } });
    expect(conversation.variables()).toEqual({ a: 'small' });
    expect(messages.map(({ text }) => text)).toEqual(['Hi']);
    expect(effects.map(({ type }) => type)).toEqual(['event.emit', 'suggest']);
  });

  it('limits the state, including escapes', () => {
    const { state } = converse({ nodes: [set('s', "'\"'.repeat(200000)")] }).start();
    expect(state.failure?.code).toBe('state_limit');
  });

  it('limits the depth of the state, even if it grows slowly', () => {
    const { state } = converse({ nodes: [set('s', '[a]', 's')] }).start({ a: 1 });
    expect(state.failure?.code).toBe('loop');
    expect(JSON.stringify(state).length).toBeLessThan(2000);
  });

  it('limits the depth of calls', () => {
    const self: Flow = { nodes: [{ id: 'c', kind: 'subflow', flow: 'self' }] };
    const { state } = converse(self, { called: { self } }).start();
    expect(state.failure).toMatchObject({ code: 'call_depth', nodeId: 'c' });
    expect(state.frames).toHaveLength(DEFAULT_LIMITS.frames);
  });

  it('limits the items of a loop', () => {
    const each: NodeInput = { id: 'l', kind: 'each', list: 'list', item: 'x', exits: { body: 'l' } };
    const { state } = converse({ nodes: [each] }).start({ list: Array.from({ length: 1001 }, () => 0) });
    expect(state.failure).toEqual({
      code: 'loop_items',
      message: '"list" has 1001 items; a loop may have at most 1000.',
      nodeId: 'l',
    });
  });

  it('limits trace steps and keeps the first and the last', () => {
    const { trace } = converse({ nodes: [set('first', '1', 's'), set('s', '2', 's')] }).start();
    expect(trace).toMatchObject({ visits: 2001, omitted: 1800 });
    expect(trace.steps).toHaveLength(DEFAULT_LIMITS.traceSteps);
    expect([trace.steps[0]?.nodeId, trace.steps.at(-1)?.nodeId]).toEqual(['first', 's']);
  });

  it('limits trace details and keeps the path', () => {
    const nodes = [set('s', "'x'.repeat(1900)", 't'), set('t', "'y'.repeat(1900)", 's')];
    const { trace } = converse({ nodes }, { limits: { traceChars: 10_000 } }).start();
    expect(trace.steps[0]?.changed).toBeDefined();
    expect(trace.steps.at(-1)).toEqual({
      nodeId: 't',
      kind: 'set',
      flow: '',
      phase: 'enter',
      exit: 'next',
      next: 's',
    });
    expect(JSON.stringify(trace.steps.filter(({ changed }) => changed)).length).toBeLessThan(10_000);
  });

  it('charges for repeated references to a large text', () => {
    const payload = Array.from({ length: 100 }, () => '{{ big }}');
    const emit: NodeInput = { id: 'e', kind: 'emit', event: 'e', payload };
    const { state, effects } = converse({ nodes: [emit] }).start({ big: 'x'.repeat(100_000) });
    expect(state.failure?.code).toBe('expression_budget');
    expect(effects).toEqual([]);
  });

  it('limits the data produced by all nodes together', () => {
    const emit: NodeInput = {
      id: 'e',
      kind: 'emit',
      event: 'e',
      payload: ['{{ big }}'],
      exits: { next: 'e' },
    };
    const { state, effects } = converse({ nodes: [emit] }).start({ big: 'x'.repeat(100_000) });
    expect(state.failure?.code).toBe('expression_budget');
    expect(effects).toHaveLength(9);
  });

  it('holds for large values and many assignments without a wait', () => {
    const assign = Array.from({ length: 50 }, (_, index) => ({
      variable: `v${index}`,
      value: `[a, a, ${index}]`,
    }));
    const program = compileFlows({ '': { nodes: [{ id: 's', kind: 'set', assign, exits: { next: 's' } }] } });
    const started = { type: 'started' as const, at: 0, inputId: 'i', variables: { a: 'x'.repeat(100_000) } };
    expect(run(program, initialState('s'), started).state.status).toBe('failed');
  });
});

describe('a turn that fails', () => {
  it('cancels its timer', () => {
    const ask: NodeInput = {
      id: 'q',
      kind: 'question',
      prompt: [{ type: 'text', text: '?' }],
      answer: { type: 'text' },
      variable: 'x',
      noReply: { after: { amount: 1, unit: 'minutes' } },
      exits: { next: 'gone' },
    };
    const conversation = converse({ nodes: [ask] });
    conversation.start();
    const { state, effects } = conversation.say('x');
    expect(state.failure).toMatchObject({ code: 'node_missing', message: 'There is no node "gone".' });
    expect(effects).toEqual([{ type: 'timer.cancel', key: '1:0' }]);
  });

  it('keeps the messages sent before', () => {
    expect(textsOf(converse({ nodes: [say('a', 'one', 'b'), say('b', 'two', 'gone')] }).start())).toEqual([
      'one',
      'two',
    ]);
  });
});
