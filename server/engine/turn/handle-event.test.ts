import { describe, expect, it } from 'vitest';
import { AT, converse, type Flow, textsOf } from '../fixtures/converse';
import { ask, call, RESULT, say } from '../fixtures/waiting-flows';

type Handler = NonNullable<Flow['handlers']>[number];

const paid = (more: object = {}, rest: Partial<Handler> = {}): Handler => ({
  id: 'paid',
  on: { type: 'event', event: 'paid', match: 'event.order === order', variable: 'payment', ...more },
  to: 'tell',
  ...rest,
});
const tell = say('tell', 'Paid: {{ payment.order }}');
const flow: Flow = { handlers: [paid()], nodes: [ask('name', 'done'), say('done', 'done'), tell] };
const event = (order: number, name = 'paid', inputId?: string) => ({
  ...{ type: 'event.received' as const, name, payload: { order } },
  ...(inputId !== undefined && { inputId }),
});

describe('a handler for an event', () => {
  it('takes the event while a question is open, and the question is asked again', () => {
    const conversation = converse(flow);
    conversation.start({ order: 7 });
    expect(conversation.state().handledEvents).toEqual(['paid']);
    const result = conversation.send(event(7, 'paid', 'in-event'));
    expect(result.messages.map(({ text, inputId }) => [text, inputId])).toEqual([
      ['Paid: 7', 'in-event'],
      ['name?', 'in-event'],
    ]);
    expect(result.trace.steps.map(({ kind, nodeId, next }) => [kind, nodeId, next])).toEqual([
      ['handler', 'name', 'tell'],
      ['message', 'tell', null],
      ['question', 'name', null],
    ]);
    expect(result.trace.steps[0]).toMatchObject({
      handler: { id: 'paid', on: 'event' },
      changed: [{ name: 'payment', before: null, after: { order: 7 } }],
      note: 'The event "paid" came, so the handler "paid" took over.',
    });
    expect(textsOf(conversation.say('Ada'))).toEqual(['done', '']);
    expect(conversation.variables()).toEqual({ order: 7, name: 'Ada', payment: { order: 7 } });
    expect(conversation.state().handledEvents).toBeUndefined();
  });

  it('ignores an event of another name, and one that does not match (event/ignored-when-unawaited)', () => {
    const conversation = converse(flow);
    conversation.start({ order: 7 });
    const before = conversation.state();
    expect(conversation.send(event(7, 'shipped')).outcome).toEqual({
      kind: 'ignored',
      reason: 'the session does not wait for this event',
    });
    expect(conversation.send(event(8)).outcome).toEqual({
      kind: 'ignored',
      reason: 'no handler of the flow takes this event',
    });
    expect(conversation.state()).toBe(before);
  });

  it('drops the open question', () => {
    const conversation = converse({ ...flow, handlers: [paid({}, { afterwards: 'drop' })] });
    conversation.start({ order: 7 });
    expect(textsOf(conversation.send(event(7)))).toEqual(['Paid: 7', '']);
    expect(conversation.state().status).toBe('completed');
  });

  it('takes the event during a pause, which begins again, and while another event is awaited', () => {
    const wait = { type: 'for' as const, duration: { amount: 1, unit: 'minutes' as const } };
    const pausing = converse({ ...flow, nodes: [{ id: 'w', kind: 'wait', wait }, tell] });
    pausing.start({ order: 7 });
    expect(pausing.send(event(7)).effects).toEqual([
      { type: 'timer.cancel', key: '1:0' },
      { type: 'timer.set', key: '2:1', dueAt: AT + 61_000 },
    ]);
    const awaiting = converse({ ...flow, nodes: [{ id: 'e', kind: 'await-event', event: 'shipped' }, tell] });
    awaiting.start({ order: 7 });
    expect(textsOf(awaiting.send(event(7)))).toEqual(['Paid: 7']);
    expect(awaiting.state().wait).toEqual({ type: 'event', event: 'shipped', timer: null });
  });

  it('leaves an event to the node that waits for it, and takes one that this node does not', () => {
    const node = {
      id: 'e',
      kind: 'await-event',
      event: 'paid',
      match: 'event.order === 1',
      exits: { next: 'done' },
    };
    const conversation = converse({
      ...flow,
      nodes: [node, say('done', 'done'), tell] as Flow['nodes'],
    });
    conversation.start({ order: 7 });
    expect(textsOf(conversation.send(event(7)))).toEqual(['Paid: 7']);
    expect(conversation.send(event(8)).outcome.kind).toBe('ignored');
    expect(textsOf(conversation.send(event(1)))).toEqual(['done', '']);
  });

  it('takes an event that came during a call, a handler or a takeover when the flow waits again (handler/event-kept)', () => {
    const busy = converse({ ...flow, nodes: [call, ask('q', 'done'), say('done', 'done'), tell] });
    busy.start({ order: 7 });
    busy.say('early');
    expect(busy.send(event(7)).messages).toEqual([]);
    expect(busy.state().inbox).toEqual([
      { inputId: 'in-1', at: AT + 1000, text: 'early' },
      { inputId: null, at: AT + 2000, event: 'paid', payload: { order: 7 } },
    ]);
    expect(busy.send(event(8)).outcome.kind).toBe('ignored');
    const answered = busy.send({ type: 'effect.succeeded', effect: '1:0', result: RESULT });
    expect(textsOf(answered)).toEqual(['q?', 'done', '']);

    const person = converse(flow);
    person.start({ order: 7 });
    person.send({ type: 'control.changed', control: 'human' });
    expect(textsOf(person.send(event(7)))).toEqual([]);
    expect(textsOf(person.send({ type: 'control.changed', control: 'flow' }))).toEqual(['Paid: 7', 'name?']);
  });

  it('takes events one after the other, not inside a handler (handler/one-deep)', () => {
    const conversation = converse({
      handlers: [paid({ match: undefined, variable: 'payment' }, { to: 'rate' })],
      nodes: [ask('name'), ask('rate')],
    });
    conversation.start();
    expect(textsOf(conversation.send(event(1)))).toEqual(['rate?']);
    expect(textsOf(conversation.send(event(2)))).toEqual([]);
    expect(textsOf(conversation.say('5'))).toEqual(['name?', 'rate?']);
    expect(conversation.variables()).toMatchObject({ rate: '5', payment: { order: 2 } });
    expect(textsOf(conversation.say('4'))).toEqual(['name?']);
  });

  it('is looked for in the current flow first, then in its callers, and sets a variable of its own flow', () => {
    const sub: Flow = { handlers: [paid({ event: 'late', match: undefined })], nodes: [ask('q'), tell] };
    const conversation = converse(
      {
        ...flow,
        nodes: [
          { id: 's', kind: 'subflow', flow: 'sub', exits: { next: 'done' } },
          say('done', 'done'),
          tell,
        ],
      },
      { called: { sub } },
    );
    conversation.start({ order: 7 });
    expect(conversation.state().handledEvents).toEqual(['late', 'paid']);
    expect(textsOf(conversation.send(event(7)))).toEqual(['Paid: 7', 'q?']);
    expect(textsOf(conversation.send(event(3, 'late')))).toEqual(['Paid: 3', 'q?']);
    conversation.say('x');
    expect(conversation.variables()).toEqual({ order: 7, payment: { order: 7 } });
  });

  it('refuses more events than the queue holds', () => {
    const conversation = converse({ ...flow, nodes: [call, ask('q'), tell] }, { limits: { inbox: 1 } });
    conversation.start({ order: 7 });
    conversation.send(event(7));
    expect(conversation.send(event(7)).outcome).toEqual({ kind: 'refused', reason: 'inbox_full', max: 1 });
  });
});
