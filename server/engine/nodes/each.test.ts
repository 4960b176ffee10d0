import { describe, expect, it } from 'vitest';
import { AT, converse, type Flow, type NodeInput, textsOf } from '../fixtures/converse';
import { say } from '../fixtures/waiting-flows';
import type { HttpResult } from '../protocol';
import { run } from '../run';

const RESULT: HttpResult = { status: 200, headers: {}, body: null, durationMs: 1, attempts: 1 };

const each = (id: string, list: string, item: string, exits: Record<string, string>): NodeInput => ({
  id,
  kind: 'each',
  list,
  item,
  exits,
});
const set = (id: string, next: string, value = '1'): NodeInput => ({
  id,
  kind: 'set',
  assign: [{ variable: 'a', value }],
  exits: { next },
});
const choose = (id: string, prompt: string, exits: Record<string, string>): NodeInput => ({
  id,
  kind: 'question',
  prompt: [{ type: 'text', text: prompt }],
  answer: { type: 'choice', choices: Object.keys(exits).map((name) => toChoice(name)) },
  variable: 'chosen',
  exits: Object.fromEntries(Object.entries(exits).map(([name, target]) => [`choice:${name}`, target])),
});
const toChoice = (value: string) => ({ value, label: value });
const when = (id: string, test: string, yes: string, no: string): NodeInput => ({
  id,
  kind: 'condition',
  branches: [{ id: 'yes', when: test }],
  exits: { yes, else: no },
});

const CUSTOMERS = [
  {
    name: 'A',
    orders: [
      { no: 1, open: true },
      { no: 2, open: false },
    ],
  },
  {
    name: 'B',
    orders: [
      { no: 3, open: true },
      { no: 4, open: false },
    ],
  },
  { name: 'C', orders: [{ no: 5, open: true }] },
];

describe('loop/closes-on-leaving', () => {
  it('begins a new inner list when an inner loop was left for the next outer item', () => {
    const flow: Flow = {
      nodes: [
        each('outer', 'customers', 'customer', { body: 'inner' }),
        each('inner', 'customer.orders', 'order', { body: 'check', done: 'outer' }),
        when('check', 'order.open', 'say', 'inner'),
        say('say', '{{ customer.name }}:{{ order.no }}', 'outer'),
      ],
    };
    const result = converse(flow).start({ customers: CUSTOMERS });
    expect(textsOf(result)).toEqual(['A:1', 'B:3', 'C:5', '']);
    expect(result.state.frames[0]?.loops).toEqual({});
    expect(result.trace.steps.filter(({ note }) => note).map(({ nodeId, note }) => [nodeId, note])).toEqual([
      ['outer', 'The loop "inner" ended at item 1 of 2: the flow left its body.'],
      ['outer', 'The loop "inner" ended at item 1 of 2: the flow left its body.'],
    ]);
  });

  it('begins a new list after a failed call left the loop', () => {
    const flow: Flow = {
      nodes: [
        each('outer', 'customers', 'customer', { body: 'inner' }),
        each('inner', 'customer.orders', 'order', { body: 'say', done: 'outer' }),
        say('say', '{{ customer.name }}:{{ order.no }}', 'call'),
        {
          id: 'call',
          kind: 'http',
          method: 'GET',
          url: 'https://x.test/',
          exits: { success: 'inner', failure: 'outer' },
        },
      ],
    };
    const conversation = converse(flow);
    const texts = [...textsOf(conversation.start({ customers: CUSTOMERS }))];
    const error = { code: 'network', message: 'No.', attempts: 1, durationMs: 1 };
    for (let turn = 1; conversation.state().status === 'running'; turn++)
      texts.push(...textsOf(conversation.send({ type: 'effect.failed', effect: `${turn}:0`, error })));
    expect(texts).toEqual(['A:1', 'B:3', 'C:5', '']);
  });

  it('begins again from the first item when a question leads back to before the loop', () => {
    const flow: Flow = {
      nodes: [
        say('first', 'Here is the list', 'loop'),
        each('loop', 'things', 'thing', { body: 'ask', done: 'last' }),
        choose('ask', '{{ thing }}?', { next: 'loop', over: 'first' }),
        { id: 'last', kind: 'end', output: '{{ thing }}' },
      ],
    };
    const conversation = converse(flow);
    expect(textsOf(conversation.start({ things: ['a', 'b', 'c'] })).at(-1)).toContain('a?');
    expect(textsOf(conversation.say('next')).at(-1)).toContain('b?');
    expect(textsOf(conversation.say('over')).map((text) => text.split('\n')[0])).toEqual([
      'Here is the list',
      'a?',
    ]);
    for (const expected of ['b?', 'c?']) expect(textsOf(conversation.say('next')).at(-1)).toContain(expected);
    expect(conversation.say('next').state.output).toBe('c');
  });

  it('advances from a handler of failures that only the body leads to', () => {
    const flow: Flow = {
      nodes: [
        each('loop', 'things', 'thing', { body: 'check' }),
        when('check', "thing === 'bad'", 'sorry', 'say'),
        say('say', '{{ thing }}', 'loop'),
        say('sorry', 'Skipped', 'loop'),
      ],
    };
    expect(textsOf(converse(flow).start({ things: ['a', 'bad', 'b'] }))).toEqual(['a', 'Skipped', 'b', '']);
  });

  it('advances a loop whose body is also its way in', () => {
    const flow: Flow = {
      nodes: [
        say('next', 'Next', 'loop'),
        each('loop', 'things', 'thing', { body: 'say' }),
        say('say', '{{ thing }}', 'next'),
      ],
    };
    expect(textsOf(converse(flow).start({ things: [1, 2] }))).toEqual(['Next', '1', 'Next', '2', 'Next', '']);
  });

  it('keeps a loop open through loops and called flows in its body', () => {
    const called: Flow = {
      nodes: [
        each('loop', '[1, 2]', 'x', { body: 'say', done: 'end' }),
        say('say', '{{ x }}', 'loop'),
        { id: 'end', kind: 'end' },
      ],
    };
    const flow: Flow = {
      nodes: [
        each('loop', 'things', 'thing', { body: 'call' }),
        { id: 'call', kind: 'subflow', flow: 'twice', exits: { next: 'inner' } },
        each('inner', '[thing, thing]', 'y', { body: 'say', done: 'loop' }),
        say('say', '{{ y }}', 'inner'),
      ],
    };
    const result = converse(flow, { called: { twice: called } }).start({ things: ['a', 'b'] });
    expect(textsOf(result)).toEqual(['1', '2', 'a', 'a', '1', '2', 'b', 'b', '']);
  });

  it('closes a loop that an earlier version of the engine left open', () => {
    const flow: Flow = {
      nodes: [
        choose('menu', 'Which?', { go: 'loop' }),
        each('loop', 'things', 'thing', { body: 'say', done: 'menu' }),
        say('say', '{{ thing }}', 'loop'),
      ],
    };
    const conversation = converse(flow);
    conversation.start({ things: ['a', 'b'] });
    const state = structuredClone(conversation.state());
    for (const frame of state.frames) frame.loops = { loop: { items: ['x', 'y'], index: 0 } };
    const message = { type: 'message' as const, at: AT, inputId: 'x', text: 'go' };
    expect(textsOf(run(conversation.program, state, message)).slice(0, 2)).toEqual(['a', 'b']);
  });
});

describe('run/bounded: a list within its maximum', () => {
  const things = Array.from({ length: 1_000 }, (_, index) => index);

  it.each([1, 2, 3, 10])('completes with a body of %i nodes', (size) => {
    const body = Array.from({ length: size }, (_, index) =>
      set(`s${index}`, index === size - 1 ? 'loop' : `s${index + 1}`, 'thing'),
    );
    const flow: Flow = {
      nodes: [
        each('loop', 'things', 'thing', { body: 's0', done: 'end' }),
        ...body,
        { id: 'end', kind: 'end', output: '{{ a }}' },
      ],
    };
    const { state, trace } = converse(flow).start({ things });
    expect(state).toMatchObject({ status: 'completed', output: 999, failure: null });
    expect(trace.visits).toBe(1_000 * (size + 1) + 2);
  });

  it('completes with a call for each item', () => {
    const flow: Flow = {
      nodes: [
        each('loop', 'things', 'thing', { body: 'call', done: 'end' }),
        { id: 'call', kind: 'http', method: 'GET', url: 'https://x.test/', exits: { success: 's' } },
        set('s', 'loop', 'thing'),
        { id: 'end', kind: 'end', output: '{{ a }}' },
      ],
    };
    const conversation = converse(flow);
    conversation.start({ things });
    for (let turn = 1; conversation.state().status === 'running'; turn++)
      conversation.send({ type: 'effect.succeeded', effect: `${turn}:0`, result: RESULT });
    expect(conversation.state()).toMatchObject({ status: 'completed', output: 999 });
  });

  it('completes within another list', () => {
    const flow: Flow = {
      nodes: [
        each('outer', 'rows', 'row', { body: 'inner', done: 'end' }),
        each('inner', 'row', 'cell', { body: 's', done: 'outer' }),
        set('s', 'inner', 'cell'),
        { id: 'end', kind: 'end', output: '{{ a }}' },
      ],
    };
    const rows = Array.from({ length: 90 }, (_, row) => Array.from({ length: 90 }, (_, cell) => row * cell));
    expect(converse(flow).start({ rows }).state).toMatchObject({ status: 'completed', output: 89 * 89 });
  });

  it('bounds one item, and lists that begin again and again', () => {
    const round: Flow = {
      nodes: [each('loop', '[1, 2]', 'x', { body: 's' }), set('s', 't'), set('t', 's')],
    };
    expect(converse(round).start()).toMatchObject({
      state: { failure: { code: 'loop' } },
      trace: { visits: 2_001 },
    });
    const again: Flow = {
      nodes: [each('loop', '[1, 2]', 'x', { body: 's', done: 'loop' }), set('s', 'loop')],
    };
    const { state, trace } = converse(again).start();
    expect(trace.visits).toBe(20_001);
    expect(state.failure).toEqual({
      code: 'loop',
      message: 'The flow loops without waiting: "loop" → "loop" (stopped after 20000 nodes).',
      nodeId: 'loop',
    });
  });

  it('bounds lists that begin again and again with calls between', () => {
    const flow: Flow = {
      nodes: [
        each('loop', '[1, 2]', 'x', { body: 'call', done: 'loop' }),
        { id: 'call', kind: 'http', method: 'GET', url: 'https://x.test/', exits: { success: 'loop' } },
      ],
    };
    const conversation = converse(flow, { limits: { visits: 20 } });
    conversation.start();
    let turns = 1;
    for (; conversation.state().status === 'running' && turns < 1_000; turns++)
      conversation.send({ type: 'effect.succeeded', effect: `${turns}:0`, result: RESULT });
    expect(conversation.state().failure?.code).toBe('loop');
    expect(turns).toBeLessThan(200);
  });
});
