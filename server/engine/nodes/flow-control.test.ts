import { describe, expect, it } from 'vitest';
import { AT, compileFlows, converse, type Flow, type NodeInput, textsOf } from '../fixtures/converse';
import { say } from '../fixtures/waiting-flows';
import type { EngineEvent } from '../protocol';
import { initialState, run } from '../run';

describe('emit', () => {
  it('emits its event with a typed payload and continues', () => {
    const emit: NodeInput = {
      id: 'e',
      kind: 'emit',
      event: 'order.wanted',
      payload: { n: '{{ n }}', t: 'n={{ n }}' },
    };
    const { effects, state } = converse({ nodes: [emit] }).start({ n: 3 });
    expect(effects).toEqual([
      { type: 'event.emit', key: '1:0', name: 'order.wanted', payload: { n: 3, t: 'n=3' } },
    ]);
    expect(state.status).toBe('completed');
  });
});

describe('end', () => {
  it('sends its text as the result, then the end with its output', () => {
    const end: NodeInput = { id: 'e', kind: 'end', text: 'Done, {{ who }}.', output: { n: '{{ n }}' } };
    const { messages, state } = converse({ nodes: [end] }).start({ who: 'Ann', n: 3 });
    expect(messages.map(({ content }) => content)).toEqual([
      { type: 'output', text: 'Done, Ann.', output: { n: 3 } },
      { type: 'end', output: { n: 3 } },
    ]);
    expect(messages.map(({ text }) => text)).toEqual(['Done, Ann.', '']);
    expect(state).toMatchObject({ status: 'completed', output: { n: 3 }, wait: null });
  });

  it('sends no result without a text', () => {
    const { messages } = converse({ nodes: [{ id: 'e', kind: 'end' }] }).start();
    expect(messages.map(({ content }) => content)).toEqual([{ type: 'end', output: null }]);
  });
});

describe('split', () => {
  const flow = (...weights: number[]): Flow => ({
    nodes: [
      {
        id: 's',
        kind: 'split',
        branches: weights.map((weight, index) => ({ id: `b${index}`, weight })),
        exits: Object.fromEntries(weights.map((_, index) => [`b${index}`, `e${index}`])),
      },
      ...weights.map((_, index): NodeInput => ({ id: `e${index}`, kind: 'end', output: index })),
    ],
  });
  const shares = (...weights: number[]) => {
    const program = compileFlows({ '': flow(...weights) });
    const started: EngineEvent = { type: 'started', at: AT, inputId: 'in-0', variables: {} };
    const taken = weights.map(() => 0);
    for (let seed = 0; seed < 2000; seed++) {
      const { output } = run(program, initialState(`session-${seed}`), started).state;
      taken[Number(output)] = (taken[Number(output)] ?? 0) + 1;
    }
    return taken.map((count) => count / 2000);
  };

  it('takes branches in proportion to their weights', () => {
    const [a = 0, b = 0, c = 0] = shares(50, 30, 20);
    expect(a).toBeCloseTo(0.5, 1);
    expect(b).toBeCloseTo(0.3, 1);
    expect(c).toBeCloseTo(0.2, 1);
  });

  it('never takes a branch of weight 0 unless all have it', () => {
    expect(shares(0, 1, 0)).toEqual([0, 1, 0]);
    expect(shares(0, 0)).toEqual([1, 0]);
  });

  it('takes the same branch for the same session', () => {
    const once = converse(flow(1, 1, 1), { seed: 'x' }).start().state.output;
    expect(converse(flow(1, 1, 1), { seed: 'x' }).start().state.output).toBe(once);
  });
});

describe('each', () => {
  const flow = (list: string): Flow => ({
    nodes: [
      { id: 'l', kind: 'each', list, item: 'x', index: 'i', exits: { body: 'm', done: 'e' } },
      say('m', '{{ i }}: {{ x.name ?? x }}', 'l'),
      { id: 'e', kind: 'end', output: 'done' },
    ],
  });

  it('iterates over a list and takes done', () => {
    const result = converse(flow('things')).start({ things: ['a', { name: 'b' }, 3] });
    expect(textsOf(result)).toEqual(['0: a', '1: b', '2: 3', '']);
    expect(result.state.frames[0]?.loops).toEqual({});
  });

  it('iterates over the list as it was at the start', () => {
    const nodes = flow('things').nodes.map((node) =>
      node.id === 'm' ? { ...node, exits: { next: 'more' } } : node,
    );
    const more: NodeInput = {
      id: 'more',
      kind: 'set',
      assign: [{ variable: 'things', value: "things.concat('z')" }],
      exits: { next: 'l' },
    };
    const result = converse({ nodes: [...nodes, more] }).start({ things: ['a', 'b'] });
    expect(textsOf(result)).toEqual(['0: a', '1: b', '']);
  });

  it('continues across turns, with null among the items', () => {
    const ask: NodeInput = {
      id: 'm',
      kind: 'question',
      prompt: [{ type: 'text', text: '{{ i }}?' }],
      answer: { type: 'text' },
      variable: 'a',
      exits: { next: 'l' },
    };
    const conversation = converse({
      nodes: flow('things').nodes.map((node) => (node.id === 'm' ? ask : node)),
    });
    expect(textsOf(conversation.start({ things: [null, 1] }))).toEqual(['0?']);
    expect(conversation.state().frames[0]?.loops).toEqual({ l: { items: [null, 1], index: 0 } });
    expect(textsOf(conversation.say('x'))).toEqual(['1?']);
    expect(conversation.say('y').state.output).toBe('done');
  });

  it('can run again, also inside another loop', () => {
    const inner: NodeInput = {
      id: 'in',
      kind: 'each',
      list: 'x',
      item: 'y',
      exits: { body: 'm', done: 'l' },
    };
    const outer: NodeInput = { id: 'l', kind: 'each', list: 'rows', item: 'x', exits: { body: 'in' } };
    const result = converse({ nodes: [outer, inner, say('m', '{{ y }}', 'in')] }).start({
      rows: [[1, 2], [], [3]],
    });
    expect(textsOf(result)).toEqual(['1', '2', '3', '']);
  });

  it.each([
    ['nothing', undefined],
    ["'text'", 'is not a list'],
  ])('treats %s as an empty list', (list, note) => {
    const { state, trace } = converse(flow(list)).start();
    expect(state.output).toBe('done');
    if (note) expect(trace.steps[0]?.note).toContain(note);
  });
});

describe('subflow', () => {
  const greet: Flow = {
    variables: [{ name: 'greeting', default: 'Hello' }],
    nodes: [
      say('m', '{{ greeting }} {{ who }}{{ outside }}', 'e'),
      { id: 'e', kind: 'end', text: 'Greeted', output: { length: '{{ who.length }}' } },
    ],
  };
  const call: NodeInput = {
    id: 'c',
    kind: 'subflow',
    flow: 'greet',
    inputs: [{ variable: 'who', value: 'name.toUpperCase()' }],
    outputs: [{ variable: 'size', value: 'output.length + 1' }],
    exits: { next: 'e' },
  };
  const main: Flow = { nodes: [call, { id: 'e', kind: 'end', output: '{{ size }}' }] };

  it('runs with its own variables and returns its output', () => {
    const conversation = converse(main, { called: { greet } });
    const result = conversation.start({ name: 'ann', outside: '!' });
    expect(textsOf(result)).toEqual(['Hello ANN', 'Greeted', '']);
    expect(result.messages.map(({ content }) => content.type)).toEqual(['text', 'text', 'end']);
    expect(result.state.output).toBe(4);
    expect(conversation.variables()).toEqual({ name: 'ann', outside: '!', size: 4 });
    expect(result.trace.steps.map(({ nodeId, flow, phase }) => `${flow}/${nodeId} ${phase}`)).toEqual([
      '/c enter',
      'greet/m enter',
      'greet/e enter',
      '/c resume',
      '/e enter',
    ]);
  });

  it('may wait, with its frame in the state', () => {
    const ask: Flow = {
      nodes: [
        {
          id: 'q',
          kind: 'question',
          prompt: [{ type: 'text', text: '?' }],
          answer: { type: 'text' },
          variable: 'a',
          exits: { next: 'e' },
        },
        { id: 'e', kind: 'end', output: { length: '{{ a }}' } },
      ],
    };
    const conversation = converse(main, { called: { greet: ask } });
    conversation.start({ name: 'ann' });
    expect(conversation.state().frames.map(({ flow, node }) => [flow, node])).toEqual([
      ['', 'c'],
      ['greet', 'q'],
    ]);
    expect(conversation.say('x').state.output).toBe('x1');
  });

  it('returns null if the called flow ends at an unwired exit', () => {
    const conversation = converse(main, { called: { greet: { nodes: [say('m', 'Hi')] } } });
    const { messages, state } = conversation.start({ name: 'a' });
    expect(messages.map(({ content }) => content.type)).toEqual(['text', 'end']);
    expect(state.status).toBe('completed');
    expect(conversation.variables().size).toBeNull();
  });

  it('fails with the name of a missing flow', () => {
    const { state } = converse(main).start({ name: 'a' });
    expect(state.failure).toEqual({
      code: 'flow_missing',
      message: 'The called flow "greet" does not exist.',
      nodeId: 'c',
    });
  });
});
