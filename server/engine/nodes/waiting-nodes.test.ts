import { describe, expect, it } from 'vitest';
import { AT, converse, type NodeInput, textsOf } from '../fixtures/converse';

const ends = (...ids: string[]): NodeInput[] => ids.map((id) => ({ id, kind: 'end', output: id }));

describe('transfer', () => {
  const exits = { success: 'served', error: 'missed' };
  const open = (transfer = {}, after = ends('served', 'missed')) =>
    converse({
      nodes: [
        {
          id: 't',
          kind: 'transfer',
          messages: [{ type: 'text', text: 'Connecting' }],
          destination: 'desk-{{ n }}',
          exits,
          ...transfer,
        },
        ...after,
      ],
    });
  const complete = { type: 'transfer.completed' as const, inputId: 'in-1' };

  it('sends its messages and waits for the result', () => {
    const result = open().start({ n: 2 });
    expect(textsOf(result)).toEqual(['Connecting']);
    expect(result.state).toMatchObject({
      status: 'awaiting_transfer',
      wait: { type: 'transfer', destination: 'desk-2' },
    });
  });

  it('takes success', () => {
    const conversation = open();
    conversation.start();
    const { state, messages } = conversation.send({ ...complete, status: 'success' });
    expect(state.output).toBe('served');
    expect(messages[0]?.inputId).toBe('in-1');
    expect(conversation.variables()).not.toHaveProperty('transferFailReason');
  });

  it.each([
    ['failed', 'busy', 'busy'],
    ['failed', undefined, 'failed'],
    ['hangup', undefined, 'hangup'],
  ] as const)('takes error if it %s (%s)', (status, failReason, kept) => {
    const conversation = open();
    conversation.start();
    const { state } = conversation.send({ ...complete, status, ...(failReason && { failReason }) });
    expect(state.output).toBe('missed');
    expect(conversation.variables().transferFailReason).toBe(kept);
  });

  it.each(['success', 'failed'] as const)('completes on %s if that exit is not wired', (status) => {
    const conversation = open({ exits: {} });
    conversation.start();
    expect(conversation.send({ ...complete, status }).state).toMatchObject({
      status: 'completed',
      output: null,
    });
  });
});

describe('await-event', () => {
  const open = (node = {}) =>
    converse({
      nodes: [
        {
          id: 'a',
          kind: 'await-event',
          event: 'order.paid',
          variable: 'order',
          exits: { next: 'paid', timeout: 'late' },
          ...node,
        },
        ...ends('paid', 'late'),
      ],
    });

  it('waits for its event and stores the payload', () => {
    const conversation = open();
    expect(conversation.start().state).toMatchObject({
      status: 'awaiting_event',
      wait: { type: 'event', event: 'order.paid', timer: null },
    });
    const { state, messages } = conversation.send({
      type: 'event.received',
      name: 'order.paid',
      payload: { id: 7 },
    });
    expect(state.output).toBe('paid');
    expect(messages[0]?.inputId).toBeNull();
    expect(conversation.variables().order).toEqual({ id: 7 });
  });

  it('ignores events of another name or that do not match', () => {
    const conversation = open({ match: 'event.id === wanted' });
    conversation.start({ wanted: 7 });
    const before = conversation.state();
    for (const [name, payload] of [
      ['order.sent', { id: 7 }],
      ['order.paid', { id: 8 }],
      ['order.paid', null],
    ] as const) {
      const result = conversation.send({ type: 'event.received', name, payload });
      expect(result.outcome.kind).toBe('ignored');
      expect(result.state).toBe(before);
    }
    expect(
      conversation.send({ type: 'event.received', name: 'order.paid', payload: { id: 7 } }).state.output,
    ).toBe('paid');
  });

  it('takes timeout, and cancels the timer if the event arrives first', () => {
    const timeout = { amount: 2, unit: 'hours' };
    const late = open({ timeout });
    expect(late.start().effects).toEqual([{ type: 'timer.set', key: '1:0', dueAt: AT + 7_200_000 }]);
    expect(late.send({ type: 'timer.fired', timer: '1:0' }).state.output).toBe('late');
    const early = open({ timeout });
    early.start();
    const { effects } = early.send({ type: 'event.received', name: 'order.paid', payload: 1 });
    expect(effects).toEqual([{ type: 'timer.cancel', key: '1:0' }]);
  });
});
