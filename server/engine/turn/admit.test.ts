import { describe, expect, it } from 'vitest';
import { AT, converse, type Flow, type NodeInput, type Sent, texts } from '../fixtures/converse';
import type { HttpResult, Outcome } from '../protocol';

const ask = (id: string, next?: string): NodeInput => ({
  id,
  kind: 'question',
  prompt: [{ type: 'text', text: `${id}?` }],
  answer: { type: 'text' },
  variable: id,
  exits: next ? { next } : {},
});
const call: NodeInput = {
  id: 'h',
  kind: 'http',
  method: 'GET',
  url: 'https://x.test',
  exits: { success: 'q', failure: 'q' },
};
const RESULT: HttpResult = { status: 200, headers: {}, body: null, durationMs: 1, attempts: 1 };

const FLOWS = {
  input: { nodes: [ask('q')] },
  transfer: { nodes: [{ id: 't', kind: 'transfer' }] },
  timer: {
    nodes: [
      {
        id: 'w',
        kind: 'wait',
        wait: { type: 'for', duration: { amount: 1, unit: 'hours' } },
        exits: { next: 'q' },
      },
      ask('q'),
    ],
  },
  event: { nodes: [{ id: 'a', kind: 'await-event', event: 'e', exits: { next: 'q' } }, ask('q')] },
  effect: { nodes: [call, ask('q')] },
  completed: { nodes: [{ id: 'e', kind: 'end' }] },
  failed: { nodes: [{ id: 's', kind: 'subflow', flow: 'gone' }] },
} satisfies { [wait: string]: Flow };

type Standing = keyof typeof FLOWS;

const EVENTS = {
  started: { type: 'started', inputId: 'x', variables: { new: 1 } },
  message: { type: 'message', inputId: 'x', text: 'hello' },
  choice: { type: 'choice', inputId: 'x', value: 'hello' },
  transferred: { type: 'transfer.completed', inputId: 'x', status: 'success' },
  timer: { type: 'timer.fired', timer: '1:0' },
  otherTimer: { type: 'timer.fired', timer: '9:9' },
  succeeded: { type: 'effect.succeeded', effect: '1:0', result: RESULT },
  otherEffect: {
    type: 'effect.failed',
    effect: '9:9',
    error: { code: 'network', message: '', attempts: 1, durationMs: 1 },
  },
  event: { type: 'event.received', name: 'e', payload: null },
  otherEvent: { type: 'event.received', name: 'f', payload: null },
  variables: { type: 'variables.changed', set: { x: 1 } },
  human: { type: 'control.changed', control: 'human' },
  flow: { type: 'control.changed', control: 'flow' },
  kept: { type: 'message', inputId: 'x', text: 'hello', keep: true },
  replied: { type: 'person.replied', takes: true },
} satisfies { [name: string]: Sent };

type Name = keyof typeof EVENTS;

const outcomes: { [S in Standing]: { [N in Name]: string } } = {
  input: row({
    message: 'applied',
    choice: 'applied',
    transferred: 'expects text',
    variables: 'applied',
    human: 'applied',
    kept: 'applied',
    replied: 'applied',
  }),
  transfer: row({
    message: 'expects transferResult',
    choice: 'expects transferResult',
    transferred: 'applied',
    variables: 'applied',
    human: 'applied',
    kept: 'applied',
    replied: 'applied',
  }),
  timer: row({
    message: 'applied',
    choice: 'applied',
    transferred: 'expects nothing',
    timer: 'applied',
    variables: 'applied',
    human: 'applied',
    kept: 'applied',
    replied: 'applied',
  }),
  event: row({
    message: 'applied',
    choice: 'applied',
    transferred: 'expects nothing',
    event: 'applied',
    variables: 'applied',
    human: 'applied',
    kept: 'applied',
    replied: 'applied',
  }),
  effect: row({
    message: 'applied',
    choice: 'applied',
    transferred: 'expects nothing',
    succeeded: 'applied',
    variables: 'applied',
    human: 'applied',
    kept: 'applied',
    replied: 'applied',
  }),
  completed: row({
    message: 'finished',
    choice: 'finished',
    transferred: 'finished',
    variables: 'finished',
    human: 'finished',
    flow: 'finished',
    kept: 'finished',
    replied: 'finished',
  }),
  failed: row({
    message: 'finished',
    choice: 'finished',
    transferred: 'finished',
    variables: 'finished',
    human: 'finished',
    flow: 'finished',
    kept: 'finished',
    replied: 'finished',
  }),
};

/** Everything else is ignored. */
function row(told: { [N in Name]?: string }): { [N in Name]: string } {
  const names = Object.keys(EVENTS) as Name[];
  return Object.fromEntries(names.map((name) => [name, told[name] ?? 'ignored'])) as { [N in Name]: string };
}

function name(outcome: Outcome): string {
  if (outcome.kind !== 'refused') return outcome.kind;
  return outcome.reason === 'wrong_input' ? `expects ${outcome.expected}` : outcome.reason;
}

describe('what becomes of an event', () => {
  const cases = Object.entries(outcomes).flatMap(([standing, row]) =>
    Object.entries(row).map(
      ([event, outcome]) =>
        ({ standing, event, outcome }) as { standing: Standing; event: Name; outcome: string },
    ),
  );

  it.each(cases)('$event to a session of $standing: $outcome', ({ standing, event, outcome }) => {
    const conversation = converse(FLOWS[standing]);
    const before = conversation.start().state;
    const result = conversation.send(EVENTS[event]);
    expect(name(result.outcome)).toBe(outcome);
    if (outcome === 'applied') expect(result.state.turn).toBe(before.turn + 1);
    else expect(result).toMatchObject({ said: [], effects: [], trace: { steps: [], failure: null } });
    if (outcome !== 'applied') expect(result.state).toBe(before);
  });

  it.each(['message', 'transferred', 'timer', 'event', 'variables', 'human', 'replied'] as const)(
    'does nothing with %s before the start',
    (event) => {
      const conversation = converse(FLOWS.input);
      const before = conversation.state();
      const result = conversation.send(EVENTS[event]);
      expect(result.outcome.kind).not.toBe('applied');
      expect(result.state).toBe(before);
    },
  );
});

describe('messages that come while the flow is not asking', () => {
  const three: Flow = { nodes: [call, ask('q', 'r'), ask('r', 's'), ask('s')] };

  it('wait in order and are answered when the flow asks, in one turn', () => {
    const conversation = converse(three);
    conversation.start();
    expect(conversation.say('one')).toMatchObject({ outcome: { kind: 'applied' }, said: [], effects: [] });
    conversation.send({ type: 'choice', inputId: 'second', value: 'two' });
    const result = conversation.send({ type: 'effect.succeeded', effect: '1:0', result: RESULT });
    expect(result.said.map(({ text, inputId }) => [text, inputId])).toEqual([
      ['q?', 'in-0'],
      ['r?', 'in-1'],
      ['s?', 'second'],
    ]);
    expect(conversation.variables()).toEqual({ q: 'one', r: 'two' });
    expect(conversation.state()).toMatchObject({ inbox: [], inputId: 'second', status: 'awaiting_input' });
  });

  it.each(['timer', 'event'] as const)('wait also for a %s', (standing) => {
    const conversation = converse(FLOWS[standing]);
    conversation.start();
    conversation.say('one', { kept: true });
    expect(conversation.state().inbox).toEqual([
      { inputId: 'in-1', at: AT + 1000, text: 'one', value: { kept: true } },
    ]);
    conversation.send(EVENTS[standing]);
    expect(conversation.variables()).toEqual({ q: 'one' });
  });

  it('join the last one where they may, which makes room for them', () => {
    const conversation = converse(three, { limits: { inbox: 2 } });
    conversation.start();
    const join = (text: string, more: { value?: number } = {}) =>
      conversation.send({ type: 'message', inputId: `to ${text}`, text, merge: true, ...more });
    join('one');
    join('two');
    join('three', { value: 3 });
    expect(conversation.state().inbox).toEqual([
      { inputId: 'to two', at: AT + 2000, text: 'one\ntwo' },
      { inputId: 'to three', at: AT + 3000, text: 'three', value: 3 },
    ]);
    expect(join('four').outcome).toEqual({ kind: 'refused', reason: 'inbox_full', max: 2 });
  });

  it('are refused when there are too many', () => {
    const conversation = converse(three, { limits: { inbox: 2 } });
    conversation.start();
    conversation.say('one');
    const before = conversation.say('two').state;
    const { outcome, state } = conversation.say('three');
    expect(outcome).toEqual({ kind: 'refused', reason: 'inbox_full', max: 2 });
    expect(state).toBe(before);
  });

  it('are refused when they are too large to keep, and the session goes on', () => {
    const conversation = converse(three, { limits: { stateChars: 2000 } });
    const before = conversation.start().state;
    const { outcome, state } = conversation.say('x'.repeat(3000));
    expect(outcome).toEqual({ kind: 'refused', reason: 'state_full', max: 2000 });
    expect(state).toBe(before);
  });

  it('are dropped when the session ends without asking', () => {
    const conversation = converse({ nodes: [{ ...call, exits: {} }] });
    conversation.start();
    conversation.say('one');
    const { state } = conversation.send({ type: 'effect.succeeded', effect: '1:0', result: RESULT });
    expect(state).toMatchObject({ status: 'completed', inbox: [] });
  });
});

describe('a person in control', () => {
  const noReply = { after: { amount: 1, unit: 'minutes' as const } };

  it('hears the messages; the flow does not, until it has control again', () => {
    const conversation = converse(FLOWS.input);
    conversation.start();
    conversation.send(EVENTS.human);
    const heard = conversation.say('for a person');
    expect(heard).toMatchObject({
      outcome: { kind: 'applied' },
      said: [],
      state: { inbox: [], status: 'awaiting_input' },
    });
    const back = conversation.send(EVENTS.flow);
    expect(back.said).toEqual([]);
    conversation.say('for the flow');
    expect(conversation.variables()).toEqual({ q: 'for the flow' });
  });

  it('hears them also while a transfer is awaited', () => {
    const conversation = converse(FLOWS.transfer);
    conversation.start();
    conversation.send(EVENTS.human);
    expect(conversation.say('hello').outcome.kind).toBe('applied');
    expect(conversation.send(EVENTS.transferred).state.status).toBe('completed');
  });

  it('is whoever answers in the place of a flow', () => {
    const conversation = converse(FLOWS.input);
    conversation.start();
    conversation.send({ type: 'person.replied', takes: false });
    expect(conversation.state().control).toBe('flow');
    expect(conversation.send(EVENTS.replied)).toMatchObject({
      state: { control: 'human', wait: { type: 'input' } },
      said: [],
      effects: [],
    });
  });

  it('reads what the flow does not listen to while a transfer is awaited', () => {
    const conversation = converse(FLOWS.transfer);
    conversation.start();
    expect(conversation.send(EVENTS.kept)).toMatchObject({
      state: { inbox: [], wait: { type: 'transfer' } },
    });
  });

  it('is not hurried by the timer of a question', () => {
    const conversation = converse({ nodes: [{ ...ask('q'), noReply } as NodeInput] });
    conversation.start();
    conversation.send(EVENTS.human);
    expect(conversation.send(EVENTS.timer).outcome.kind).toBe('ignored');
  });

  it('leaves what came before to the flow, when it has control again', () => {
    const conversation = converse(FLOWS.effect);
    conversation.start();
    conversation.say('early');
    conversation.send(EVENTS.human);
    expect(texts(conversation.send(EVENTS.succeeded))).toEqual(['q?']);
    expect(conversation.send(EVENTS.flow).state.status).toBe('completed');
    expect(conversation.variables()).toEqual({ q: 'early' });
  });
});

describe('variables changed from outside', () => {
  it("are the session's own, whatever flow runs, and the trace keeps what changed", () => {
    const called = { faq: { nodes: [ask('q')] } };
    const conversation = converse({ nodes: [{ id: 's', kind: 'subflow', flow: 'faq' }] }, { called });
    conversation.start({ a: 1 });
    const { state, trace, said } = conversation.send({
      type: 'variables.changed',
      set: { a: 2, b: { c: [1] } },
    });
    expect(state.frames.map(({ variables }) => variables)).toEqual([{ a: 2, b: { c: [1] } }, {}]);
    expect(state.status).toBe('awaiting_input');
    expect(said).toEqual([]);
    expect(trace.steps).toMatchObject([
      {
        kind: 'variables',
        changed: [
          { name: 'a', before: 1, after: 2 },
          { name: 'b', before: null },
        ],
      },
    ]);
  });

  it('are refused when they are too large', () => {
    const conversation = converse(FLOWS.input, { limits: { stateChars: 2000 } });
    const before = conversation.start().state;
    const result = conversation.send({ type: 'variables.changed', set: { a: 'x'.repeat(3000) } });
    expect(result.outcome).toEqual({ kind: 'refused', reason: 'state_full', max: 2000 });
    expect(result.state).toBe(before);
  });
});
