import { describe, expect, it } from 'vitest';
import { converse, type NodeInput, textsOf } from '../fixtures/converse';
import { ask, EVENTS, FLOWS } from '../fixtures/waiting-flows';

describe('a person in control', () => {
  const noReply = { after: { amount: 1, unit: 'minutes' as const } };

  it('receives the messages, which the flow does not see until it has control again', () => {
    const conversation = converse(FLOWS.input);
    conversation.start();
    conversation.send(EVENTS.human);
    const result = conversation.say('for a person');
    expect(result).toMatchObject({
      outcome: { kind: 'applied' },
      messages: [],
      state: { inbox: [], status: 'awaiting_input' },
    });
    const back = conversation.send(EVENTS.flow);
    expect(back.messages).toEqual([]);
    conversation.say('for the flow');
    expect(conversation.variables()).toEqual({ q: 'for the flow' });
  });

  it('receives messages while a transfer is awaited', () => {
    const conversation = converse(FLOWS.transfer);
    conversation.start();
    conversation.send(EVENTS.human);
    expect(conversation.say('hello').outcome.kind).toBe('applied');
    expect(conversation.send(EVENTS.transferred).state.status).toBe('completed');
  });

  it('takes control by replying', () => {
    const conversation = converse(FLOWS.input);
    conversation.start();
    conversation.send({ type: 'person.replied', takes: false });
    expect(conversation.state().control).toBe('flow');
    expect(conversation.send(EVENTS.replied)).toMatchObject({
      state: { control: 'human', wait: { type: 'input' } },
      messages: [],
      effects: [],
    });
  });

  it('receives messages with keep while a transfer is awaited', () => {
    const conversation = converse(FLOWS.transfer);
    conversation.start();
    expect(conversation.send(EVENTS.kept)).toMatchObject({
      state: { inbox: [], wait: { type: 'transfer' } },
    });
  });

  it('is not affected by the timer of a question', () => {
    const conversation = converse({ nodes: [{ ...ask('q'), noReply } as NodeInput] });
    conversation.start();
    conversation.send(EVENTS.human);
    expect(conversation.send(EVENTS.timer).outcome).toEqual({
      kind: 'ignored',
      reason: 'a person has control',
    });
  });

  it('does not stop a pause of the flow', () => {
    const conversation = converse(FLOWS.timer);
    conversation.start();
    conversation.send(EVENTS.human);
    expect(textsOf(conversation.send(EVENTS.timer))).toEqual(['q?']);
  });

  it('leaves earlier messages to the flow when it has control again', () => {
    const conversation = converse(FLOWS.effect);
    conversation.start();
    conversation.say('early');
    conversation.send(EVENTS.human);
    expect(textsOf(conversation.send(EVENTS.succeeded))).toEqual(['q?']);
    expect(conversation.send(EVENTS.flow).state.status).toBe('completed');
    expect(conversation.variables()).toEqual({ q: 'early' });
  });
});
