import { describe, expect, it } from 'vitest';
import { AT, converse, type Flow } from '../fixtures/converse';
import { ask, call, EVENTS, FLOWS, RESULT } from '../fixtures/waiting-flows';

describe('messages while the flow is not waiting for input', () => {
  const three: Flow = { nodes: [call, ask('q', 'r'), ask('r', 's'), ask('s')] };

  it('are queued in order and answered in one turn when the flow asks', () => {
    const conversation = converse(three);
    conversation.start();
    expect(conversation.say('one')).toMatchObject({
      outcome: { kind: 'applied' },
      messages: [],
      effects: [],
    });
    conversation.send({ type: 'choice', inputId: 'second', value: 'two' });
    const result = conversation.send({ type: 'effect.succeeded', effect: '1:0', result: RESULT });
    expect(result.messages.map(({ text, inputId }) => [text, inputId])).toEqual([
      ['q?', 'in-0'],
      ['r?', 'in-1'],
      ['s?', 'second'],
    ]);
    expect(conversation.variables()).toEqual({ q: 'one', r: 'two' });
    expect(conversation.state()).toMatchObject({ inbox: [], inputId: 'second', status: 'awaiting_input' });
  });

  it.each(['timer', 'event'] as const)('are queued while waiting for a %s', (waiting) => {
    const conversation = converse(FLOWS[waiting]);
    conversation.start();
    conversation.say('one', { kept: true });
    expect(conversation.state().inbox).toEqual([
      { inputId: 'in-1', at: AT + 1000, text: 'one', value: { kept: true } },
    ]);
    conversation.send(EVENTS[waiting]);
    expect(conversation.variables()).toEqual({ q: 'one' });
  });

  it('join the last one with merge, even if the inbox is full', () => {
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

  it('join the last one only, whatever came before it', () => {
    const conversation = converse(three);
    conversation.start();
    conversation.say('one');
    conversation.say('two', 2);
    conversation.say('three');
    conversation.send({ type: 'message', inputId: 'x', text: 'four', merge: true });
    expect(conversation.state().inbox).toMatchObject([
      { text: 'one' },
      { text: 'two' },
      { text: 'three\nfour' },
    ]);
  });

  it('are refused if the inbox is full', () => {
    const conversation = converse(three, { limits: { inbox: 2 } });
    conversation.start();
    conversation.say('one');
    const before = conversation.say('two').state;
    const { outcome, state } = conversation.say('three');
    expect(outcome).toEqual({ kind: 'refused', reason: 'inbox_full', max: 2 });
    expect(state).toBe(before);
  });

  it('are refused if they are too large, and the session continues', () => {
    const conversation = converse(three, { limits: { stateChars: 2000 } });
    const before = conversation.start().state;
    const { outcome, state } = conversation.say('x'.repeat(3000));
    expect(outcome).toEqual({ kind: 'refused', reason: 'state_full', max: 2000 });
    expect(state).toBe(before);
  });

  it('are dropped if the session ends without asking', () => {
    const conversation = converse({ nodes: [{ ...call, exits: {} }] });
    conversation.start();
    conversation.say('one');
    const { state } = conversation.send({ type: 'effect.succeeded', effect: '1:0', result: RESULT });
    expect(state).toMatchObject({ status: 'completed', inbox: [] });
  });
});
