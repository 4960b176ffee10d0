import { describe, expect, it } from 'vitest';
import { compileFlows, type Flow, type NodeInput } from '../fixtures/converse';
import { ask } from '../fixtures/waiting-flows';
import {
  ADA,
  airline,
  complete,
  end,
  lookup,
  messageOf,
  run,
  type TestInput,
  tell,
} from './fixtures/airline-test';
import { runTest } from './run-test';
import { type FlowTestInput, flowTest } from './test-document';

type FlowReply = Extract<NonNullable<FlowTestInput['answers']>[string][number], { type: 'reply' }>['reply'];

describe('a test that holds', () => {
  it('passes, and shows the conduct of the flow', () => {
    const result = run(airline, complete);
    expect(result.failures).toEqual([]);
    expect(result).toMatchObject({ name: 'a test', passed: true });
    expect(result.observed).toHaveLength(3);
    expect(result.observed[1]).toMatchObject({ node: 'booking', messages: ['Which booking?'] });
    expect(result.exits).toContain('lookup:success');
  });

  it('takes a choice by its value, too', () => {
    expect(run(airline, { answers: ADA, steps: [{ type: 'choose', choice: 'change' }] }).passed).toBe(true);
  });
});

describe('the answers of calls and models', () => {
  const loop: Flow = {
    nodes: [
      { ...lookup, url: 'https://x.test', exits: { success: 'found', failure: 'failed' } } as NodeInput,
      tell('found', 'Found {{ name }}.', 'q'),
      tell('failed', 'Failed: {{ error.code }} {{ error.status }}.', 'q'),
      ask('q', 'lookup'),
    ],
  };
  const said = (answers: FlowTestInput['answers'], steps: FlowTestInput['steps'] = []) =>
    run(loop, { answers, steps }).observed.map(({ messages }) => messages[0] ?? '');
  const again = { type: 'say' as const, text: 'again' };

  it('are used once, and the last one is repeated', () => {
    const answers = [
      { type: 'response' as const, body: { name: 'A' } },
      { type: 'response' as const, status: 404 },
      { type: 'error' as const, code: 'timeout' as const },
    ];
    expect(said({ lookup: answers }, [again, again, again])).toEqual([
      ...['Found A.', 'Failed: status 404.', 'Failed: timeout .', 'Failed: timeout .'],
    ]);
  });

  it('come after their delay, or never', () => {
    const delay = { amount: 2, unit: 'seconds' as const };
    const wait = (amount: number) => ({
      type: 'pass' as const,
      time: { amount, unit: 'milliseconds' as const },
    });
    const late = { lookup: [{ type: 'response' as const, body: { name: 'A' }, delay }] };
    expect(said(late, [wait(1999), wait(1)])).toEqual(['', '', 'Found A.']);
    expect(said({ lookup: [{ type: 'none' }] }, [wait(1e9)])).toEqual(['', '']);
  });

  it('are replies of a model', () => {
    const ai = {
      id: 'ai',
      kind: 'ai',
      url: 'https://ai.test',
      model: 'm',
      prompt: 'p',
      variable: 'reply',
    } as const;
    const flow = (schema?: { type: 'object' }): Flow => ({
      nodes: [
        { ...ai, ...(schema && { schema }), exits: { next: 'm' } },
        tell('m', schema ? 'It is {{ reply.mood }}.' : 'It is {{ reply }}.'),
      ],
    });
    const says = (schema: { type: 'object' } | undefined, reply: FlowReply) =>
      run(flow(schema), { answers: { ai: [{ type: 'reply', reply }] } }).observed[0]?.messages;
    expect(says(undefined, 'good')).toEqual(['It is good.']);
    expect(says({ type: 'object' }, { mood: 'bad' })).toEqual(['It is bad.']);
  });

  it('belong to the node of a called flow', () => {
    const call: NodeInput = { id: 'call', kind: 'subflow', flow: 'sub', exits: { next: 'm' } };
    const sub: Flow = { nodes: [{ ...lookup, url: 'https://x.test', exits: {} } as NodeInput] };
    const program = compileFlows({ '': { nodes: [call, tell('m', 'Bye.')] }, sub });
    const test = flowTest.parse({ name: 'sub', answers: { 'sub/lookup': [{ type: 'response' }] } });
    const { observed } = runTest(program, test);
    expect(observed[0]).toMatchObject({ messages: ['Bye.'], path: ['call', 'sub/lookup', 'call', 'm'] });
    expect(observed[0]?.calls).toMatchObject([{ node: 'sub/lookup' }]);
  });
});

describe('the steps of a test', () => {
  it('let time pass, and timers fire in due order', () => {
    const soon = (id: string, seconds: number, exits: { [exit: string]: string }): NodeInput =>
      ({ ...ask(id), noReply: { after: { amount: seconds, unit: 'seconds' } }, exits }) as NodeInput;
    const flow: Flow = {
      nodes: [soon('q', 60, { noReply: 'r' }), soon('r', 60, { noReply: 'late' }), tell('late', 'Bye.')],
    };
    const pass = (amount: number) => ({ type: 'pass' as const, time: { amount, unit: 'seconds' as const } });
    expect(
      run(flow, { steps: [pass(59), pass(1), pass(60)] }).observed.map(({ messages }) => messages),
    ).toEqual([...[['q?'], [], ['r?'], ['Bye.']]]);
    expect(run(flow, { steps: [pass(120)] }).observed[1]?.messages).toEqual(['r?', 'Bye.']);
  });

  it('fill in a form, choose several, send a value, an event and the result of a transfer', () => {
    const flow: Flow = {
      nodes: [
        {
          ...{
            id: 'form',
            kind: 'question',
            variable: 'form',
            prompt: [{ type: 'text', text: 'Please fill in.' }],
          },
          answer: { type: 'form', fields: [{ name: 'mail', label: 'E-mail', answer: { type: 'email' } }] },
          exits: { next: 'many' },
        },
        {
          ...{ id: 'many', kind: 'question', variable: 'many', prompt: [{ type: 'text', text: 'Which?' }] },
          answer: {
            type: 'multi-choice',
            choices: ['a', 'b', 'c'].map((value) => ({ value, label: value.toUpperCase() })),
          },
          exits: { next: 'event' },
        },
        { id: 'event', kind: 'await-event', event: 'paid', variable: 'paid', exits: { next: 'hand' } },
        { id: 'hand', kind: 'transfer', exits: { success: 'q' } },
        ask('q', 'end'),
        end,
      ],
    };
    const test: TestInput = {
      steps: [
        { type: 'fill', values: { mail: 'ada@example.com' } },
        { type: 'choose', choice: ['A', 'c'] },
        { type: 'event', name: 'paid', payload: { amount: 5 }, expect: { status: 'awaiting_transfer' } },
        { type: 'transfer', status: 'success' },
        { type: 'set', variables: { vip: true } },
        { type: 'control', by: 'person' },
        { type: 'say', text: 'to the person', expect: { node: 'q' } },
        { type: 'control', by: 'flow' },
        { type: 'say', text: 'to the flow' },
      ],
      expect: {
        variables: {
          ...{ form: { mail: 'ada@example.com' }, many: ['a', 'c'], paid: { amount: 5 } },
          ...{ vip: true, q: 'to the flow' },
        },
        status: 'completed',
      },
    };
    expect(run(flow, test).failures).toEqual([]);
  });

  it('begin at the time and with the settings of the start', () => {
    const flow: Flow = { nodes: [tell('m', '{{ $now().slice(0, 10) }} {{ $formatDate($now()) }}')] };
    const start = { at: '2026-03-20T23:30:00Z', locale: 'de', timeZone: 'Europe/Berlin' };
    expect(run(flow, { start }).observed[0]?.messages).toEqual([expect.stringContaining('2026')]);
    expect(run(flow, { start }).observed).not.toEqual(run(flow, {}).observed);
  });
});

describe('flow-test/bounded', () => {
  it('ends a flow that goes on without end', () => {
    const pause = (id: string, next: string): NodeInput => ({
      ...{ id, kind: 'wait', wait: { type: 'for', duration: { amount: 1, unit: 'seconds' } } },
      exits: { next },
    });
    const flow: Flow = { nodes: [pause('w', 'v'), pause('v', 'w')] };
    const steps = [{ type: 'pass' as const, time: { amount: 10_000, unit: 'days' as const } }];
    expect(messageOf(flow, { steps })).toBe('Step 1 (10000 days pass): the flow goes on without end.');
  });

  it('says why a conversation failed in the last turn that it takes', () => {
    const nodes: NodeInput[] = [
      {
        ...{ id: 'w', kind: 'wait', wait: { type: 'for', duration: { amount: 1, unit: 'seconds' } } },
        exits: { next: 'count' },
      },
      {
        id: 'count',
        kind: 'set',
        assign: [{ variable: 'n', value: '(n ?? 0) + 1' }],
        exits: { next: 'enough' },
      },
      {
        ...{ id: 'enough', kind: 'condition', branches: [{ id: 'yes', when: 'n === 500' }] },
        exits: { yes: 'gone', else: 'w' },
      },
    ];
    const steps = [{ type: 'pass' as const, time: { amount: 1, unit: 'days' as const } }];
    expect(run({ nodes }, { steps }).failures.map(({ message }) => message)).toEqual([
      'Step 1 (1 day pass): the conversation fails: There is no node "gone".',
    ]);
  });
});
