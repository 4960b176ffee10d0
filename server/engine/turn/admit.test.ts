import { describe, expect, it } from 'vitest';
import { converse } from '../fixtures/converse';
import { ask, EVENTS, FLOWS } from '../fixtures/waiting-flows';
import type { Json } from '../json';
import type { Outcome } from '../protocol';

type Waiting = keyof typeof FLOWS;
type Name = keyof typeof EVENTS;

const outcomes: { [S in Waiting]: { [N in Name]: string } } = {
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

/** Every other combination is ignored. */
function row(given: { [N in Name]?: string }): { [N in Name]: string } {
  const names = Object.keys(EVENTS) as Name[];
  return Object.fromEntries(names.map((name) => [name, given[name] ?? 'ignored'])) as { [N in Name]: string };
}

function name(outcome: Outcome): string {
  if (outcome.kind !== 'refused') return outcome.kind;
  return outcome.reason === 'wrong_input' ? `expects ${outcome.expected}` : outcome.reason;
}

describe('admission of events', () => {
  const cases = Object.entries(outcomes).flatMap(([waiting, row]) =>
    Object.entries(row).map(
      ([event, outcome]) =>
        ({ waiting, event, outcome }) as { waiting: Waiting; event: Name; outcome: string },
    ),
  );

  it.each(cases)('$event to a session of $waiting: $outcome', ({ waiting, event, outcome }) => {
    const conversation = converse(FLOWS[waiting]);
    const before = conversation.start().state;
    const result = conversation.send(EVENTS[event]);
    expect(name(result.outcome)).toBe(outcome);
    if (outcome === 'applied') expect(result.state.turn).toBe(before.turn + 1);
    else expect(result).toMatchObject({ messages: [], effects: [], trace: { steps: [], failure: null } });
    if (outcome !== 'applied') expect(result.state).toBe(before);
  });

  it.each<[Name, Outcome]>([
    ['message', { kind: 'refused', reason: 'wrong_input', expected: 'nothing' }],
    ['choice', { kind: 'refused', reason: 'wrong_input', expected: 'nothing' }],
    ['transferred', { kind: 'refused', reason: 'wrong_input', expected: 'nothing' }],
    ['timer', { kind: 'ignored', reason: 'the session does not wait for this timer' }],
    ['succeeded', { kind: 'ignored', reason: 'the session does not wait for this effect' }],
    ['otherEffect', { kind: 'ignored', reason: 'the session does not wait for this effect' }],
    ['event', { kind: 'ignored', reason: 'the session does not wait for this event' }],
    ['variables', { kind: 'ignored', reason: 'the session has not started' }],
    ['human', { kind: 'ignored', reason: 'the session has not started' }],
    ['replied', { kind: 'ignored', reason: 'the session has not started' }],
  ])('rejects %s before the start', (event, outcome) => {
    const conversation = converse(FLOWS.input);
    const before = conversation.state();
    const result = conversation.send(EVENTS[event]);
    expect(result.outcome).toEqual(outcome);
    expect(result.state).toBe(before);
  });

  it.each<[Name, string]>([
    ['started', 'the session has already started'],
    ['timer', 'the session does not wait for this timer'],
    ['succeeded', 'the session does not wait for this effect'],
    ['event', 'the session does not wait for this event'],
    ['flow', 'control is already with the flow'],
  ])('explains why it ignores %s', (event, reason) => {
    const conversation = converse(FLOWS.input);
    conversation.start();
    expect(conversation.send(EVENTS[event]).outcome).toEqual({ kind: 'ignored', reason });
  });

  it('accepts a message that the flow waits for, even if nothing can be queued', () => {
    const conversation = converse(FLOWS.input, { limits: { inbox: 0 } });
    conversation.start();
    expect(conversation.send(EVENTS.message)).toMatchObject({
      outcome: { kind: 'applied' },
      state: { status: 'completed' },
    });
  });
});

describe('started', () => {
  const start = (value: Json, trigger?: Json) =>
    converse({ variables: [{ name: 'v', default: value }], nodes: [ask('q')] }).start(
      trigger === undefined ? {} : { trigger },
    );

  it('records missing references of defaults before the first node', () => {
    expect(start('{{ gone }}').trace.steps[0]).toEqual({
      nodeId: '',
      kind: 'variables',
      flow: '',
      phase: 'resume',
      exit: null,
      next: null,
      misses: [{ expression: 'gone', reason: 'There is no variable "gone"' }],
    });
    expect(start('text').trace.steps.map(({ nodeId }) => nodeId)).toEqual(['q']);
  });

  it('fails if defaults exceed the expression budget', () => {
    const { state, messages } = start(
      '{{ Array.from({ length: 400 }).map(x => Array.from({ length: 400 }).map(y => 1 + 1 + 1 + 1 + 1)) }}',
    );
    expect(state.failure).toMatchObject({ code: 'expression_budget', nodeId: null });
    expect(messages).toEqual([]);
  });

  it('keeps the text of the trigger as the last input', () => {
    expect(start(1, { type: 'message', text: 'hello' }).state.heard).toBe('hello');
    expect(start(1, { type: 'event', text: 5 }).state).not.toHaveProperty('heard');
    expect(start(1, ['hello']).state).not.toHaveProperty('heard');
  });
});

describe('variables.changed', () => {
  it("sets variables of the session's own flow and records the changes", () => {
    const called = { faq: { nodes: [ask('q')] } };
    const conversation = converse({ nodes: [{ id: 's', kind: 'subflow', flow: 'faq' }] }, { called });
    conversation.start({ a: 1 });
    const { state, trace, messages } = conversation.send({
      type: 'variables.changed',
      set: { a: 2, b: { c: [1] } },
    });
    expect(state.frames.map(({ variables }) => variables)).toEqual([{ a: 2, b: { c: [1] } }, {}]);
    expect(state.status).toBe('awaiting_input');
    expect(messages).toEqual([]);
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

  it('is refused if the state would be too large', () => {
    const conversation = converse(FLOWS.input, { limits: { stateChars: 2000 } });
    const before = conversation.start().state;
    const result = conversation.send({ type: 'variables.changed', set: { a: 'x'.repeat(3000) } });
    expect(result.outcome).toEqual({ kind: 'refused', reason: 'state_full', max: 2000 });
    expect(result.state).toBe(before);
  });
});
