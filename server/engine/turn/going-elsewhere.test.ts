import { describe, expect, it } from 'vitest';
import { flowDefinition } from '../definition';
import { converse, type Flow, type NodeInput, textsOf } from '../fixtures/converse';
import { ask, say } from '../fixtures/waiting-flows';
import { compileProgram, type Program } from '../program';
import { DEFAULT_LIMITS } from '../protocol';
import { initialState, run } from '../run';

const go = (id: string, flow: string, more: object = {}): NodeInput =>
  ({ id, kind: 'subflow', flow, mode: 'goto', ...more }) as NodeInput;
const call = (id: string, flow: string, more: object = {}): NodeInput =>
  ({ id, kind: 'subflow', flow, ...more }) as NodeInput;
const set = (id: string, variable: string, value: string, next?: string): NodeInput => ({
  id,
  kind: 'set',
  assign: [{ variable, value }],
  exits: next ? { next } : {},
});

describe('a flow that goes to another one', () => {
  const menu: Flow = { nodes: [ask('topic', 'back'), go('back', 'main', { node: 'hello' })] };

  it('is replaced by it, with the inputs alone as variables', () => {
    const main: Flow = { nodes: [go('g', 'menu', { inputs: [{ variable: 'who', value: 'name' }] })] };
    const conversation = converse(main, { called: { menu } });
    const { state, trace } = conversation.start({ name: 'Ada' });
    expect(state.frames).toEqual([
      { flow: 'menu', node: 'topic', variables: { who: 'Ada' }, loops: {}, via: ['menu'] },
    ]);
    expect(trace.steps.map(({ flow, nodeId, exit, next }) => [flow, nodeId, exit, next])).toEqual([
      ['', 'g', null, null],
      ['menu', 'topic', null, null],
    ]);
  });

  it('does not come back: its end ends the session', () => {
    const other: Flow = { nodes: [{ id: 'e', kind: 'end', output: 'other' }] };
    const main: Flow = { nodes: [go('g', 'other')] };
    expect(converse(main, { called: { other } }).start().state).toMatchObject({
      status: 'completed',
      output: 'other',
    });
  });

  it('keeps the callers of the flow that it replaces', () => {
    const main: Flow = {
      nodes: [
        call('c', 'a', { outputs: [{ variable: 'x', value: 'output' }], exits: { next: 'm' } }),
        say('m', 'x={{ x }}'),
      ],
    };
    const a: Flow = { nodes: [go('g', 'b')] };
    const b: Flow = { nodes: [ask('q', 'e'), { id: 'e', kind: 'end', output: '{{ q }}' }] };
    const conversation = converse(main, { called: { a, b } });
    expect(conversation.start().state.frames).toMatchObject([
      { flow: '', node: 'c' },
      { flow: 'b', node: 'q', via: ['a', 'b'] },
    ]);
    expect(textsOf(conversation.say('7'))).toEqual(['x=7', '']);
  });

  it('comes back to the flow of the session under its own name, however often', () => {
    const program = bounce();
    let state = initialState('s');
    const send = (event: object) => {
      const result = run(program, state, { at: 1, inputId: 'i', ...event } as never);
      state = JSON.parse(JSON.stringify(result.state));
      return result;
    };
    send({ type: 'started', variables: {} });
    for (let round = 0; round < 5; round++) {
      expect(state.frames).toEqual([{ flow: '', node: 'q', variables: {}, loops: {} }]);
      send({ type: 'message', text: 'on' });
      expect(state.frames).toEqual([{ flow: 'b', node: 'q', variables: {}, loops: {}, via: ['b'] }]);
      send({ type: 'message', text: 'back' });
    }
  });

  it('fails where versions lead on to more than 64 others', () => {
    const chain = Array.from({ length: 70 }, (_, index) => ({
      [`f${index}`]: { nodes: [go('g', `f${index + 1}`)] },
    }));
    const called = Object.assign({}, ...chain, { f70: { nodes: [ask('q')] } });
    expect(converse({ nodes: [go('g', 'f0')] }, { called }).start().state.failure).toMatchObject({
      code: 'call_depth',
      message: 'Flows lead on to more than 64 versions of flows, each another one.',
    });
  });

  it('counts rounds without a wait across flows against the same bound', () => {
    const main: Flow = { nodes: [go('g', 'other')] };
    const other: Flow = { nodes: [go('h', 'main')] };
    const { failure } = converse(main, { called: { other, main } }).start().state;
    expect(failure).toMatchObject({ code: 'loop' });
    expect(failure?.message).toContain(`stopped after ${DEFAULT_LIMITS.visits} nodes`);
  });

  it('begins at the node that is named, and fails if there is none', () => {
    const other: Flow = { nodes: [say('a', 'first', 'b'), say('b', 'second')] };
    const begin = (node: string) => converse({ nodes: [go('g', 'other', { node })] }, { called: { other } });
    expect(textsOf(begin('b').start())).toEqual(['second', '']);
    expect(begin('gone').start().state.failure).toEqual({
      ...{ code: 'node_missing', message: 'There is no node "gone".', nodeId: null },
    });
  });
});

describe('self', () => {
  it('is the flow of the node, which goes on under its name', () => {
    const nodes = [ask('q', 'g'), go('g', 'self', { node: 'q' })];
    const called = { sub: { nodes } };
    const conversation = converse({ nodes: [call('c', 'sub')] }, { called });
    conversation.start();
    conversation.say('a');
    expect(conversation.state().frames).toEqual([
      { flow: '', node: 'c', variables: {}, loops: {} },
      { flow: 'sub', node: 'q', variables: {}, loops: {} },
    ]);
  });

  it('is called on a frame of its own', () => {
    const flow: Flow = {
      nodes: [
        {
          id: 'deep',
          kind: 'condition',
          branches: [{ id: 'yes', when: 'n > 0' }],
          exits: { yes: 'c', else: 'm' },
        },
        call('c', 'self', { inputs: [{ variable: 'n', value: 'n - 1' }], exits: { next: 'm' } }),
        say('m', '{{ n }}'),
      ],
    };
    expect(textsOf(converse(flow).start({ n: 2 }))).toEqual(['0', '1', '2', '']);
  });

  it('is a flow of that slug where a version is pinned to one', () => {
    const called = { self: { nodes: [say('m', 'another')] } };
    expect(textsOf(converse({ nodes: [call('c', 'self')] }, { called }).start())).toEqual(['another', '']);
  });
});

describe('shared variables', () => {
  const sub: Flow = {
    variables: [{ name: 'tone', default: 'calm' }],
    nodes: [say('m', '{{ name }}, {{ tone }}', 'q'), ask('q', 's'), set('s', 'name', 'name + q')],
  };
  const main: Flow = {
    nodes: [
      call('c', 'sub', {
        share: true,
        inputs: [{ variable: 'name', value: 'name + "!"' }],
        exits: { next: 'm' },
      }),
      say('m', '{{ name }}, {{ tone }}, {{ q }}'),
    ],
  };

  it('are passed by name both ways, and are in the state once', () => {
    const conversation = converse(main, { called: { sub } });
    expect(textsOf(conversation.start({ name: 'Ada' }))).toEqual(['Ada!, calm', 'q?']);
    expect(conversation.state().frames).toEqual([
      { flow: '', node: 'c', variables: { name: 'Ada!', tone: 'calm' }, loops: {} },
      { flow: 'sub', node: 'q', variables: {}, loops: {}, shares: true },
    ]);
    expect(textsOf(conversation.say('?'))).toEqual(['Ada!?, calm, ?', '']);
    expect(conversation.variables()).toEqual({ name: 'Ada!?', tone: 'calm', q: '?' });
  });

  it('follow a server that changes them while the called flow waits', () => {
    const conversation = converse(main, { called: { sub } });
    conversation.start({ name: 'Ada' });
    conversation.send({ type: 'variables.changed', set: { name: 'Eve' } });
    expect(textsOf(conversation.say('?'))).toEqual(['Eve?, calm, ?', '']);
  });

  it('go along to the flow that is gone to', () => {
    const first: Flow = { nodes: [set('s', 'a', '1', 'g'), go('g', 'other', { share: true })] };
    const other: Flow = { nodes: [ask('b')] };
    const conversation = converse(first, { called: { other } });
    conversation.start({ given: true });
    expect(conversation.state().frames).toMatchObject([
      { flow: 'other', variables: { given: true, a: 1 }, via: ['other'] },
    ]);
    expect(conversation.state().frames[0]).not.toHaveProperty('shares');
  });

  it('end where a called flow goes elsewhere without them', () => {
    const called = { a: { nodes: [go('g', 'b')] }, b: { nodes: [set('s', 'x', '1', 'q'), ask('q')] } };
    const conversation = converse({ nodes: [call('c', 'a', { share: true })] }, { called });
    conversation.start({ x: 0 });
    expect(conversation.state().frames.map(({ variables }) => variables)).toEqual([{ x: 0 }, { x: 1 }]);
    expect(conversation.state().frames[1]).not.toHaveProperty('shares');
  });

  it('that are public are closed to the visitor by the called flow', () => {
    const shared: Flow = {
      variables: [{ name: 'total', public: true }],
      nodes: [call('c', 'sub', { share: true })],
    };
    const called = { sub: { nodes: [set('s', 'total', '1', 'q'), ask('q')] } };
    const conversation = converse(shared, { called });
    conversation.start();
    conversation.send({ type: 'variables.changed', set: {}, visitor: { total: 9 } });
    expect(conversation.variables()).toEqual({ total: 1 });
  });
});

describe('public variables', () => {
  it('are those of the flow that goes on as the session', () => {
    const main: Flow = { variables: [{ name: 'a', public: true }], nodes: [go('g', 'other')] };
    const other: Flow = { variables: [{ name: 'b', public: true }], nodes: [ask('q')] };
    const conversation = converse(main, { called: { other } });
    conversation.send({ type: 'started', inputId: 'i', variables: {}, visitor: { a: 1, b: 2 } });
    expect(conversation.variables()).toEqual({ b: 2 });
    conversation.send({ type: 'variables.changed', set: {}, visitor: { a: 3, b: 4 } });
    expect(conversation.variables()).toEqual({ b: 4 });
  });
});

/** A set of two flows that go to each other after each input. */
function bounce(): Program {
  const nodes = (to: string) => [ask('q', 'g'), go('g', to)];
  const toProgram = (to: string, calls: ReadonlyMap<string, Program>) =>
    compileProgram(flowDefinition.parse({ format: 1, start: 'q', nodes: nodes(to) }), calls);
  const calls = new Map<string, Program>();
  const a = toProgram('b', calls);
  calls.set('a', a).set('b', toProgram('a', calls));
  return a;
}
